using Microsoft.Data.Sqlite;

namespace FlowToPolicy.Recorder.Stores;

/// <summary>Opens the file of a store. Only its owner may read it: names, labels and addresses tell how a cluster is built.</summary>
internal static class StoreFile
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens a store for writing and makes it when there is none. SQLite gives its log the mode of the file.</summary>
    public static Database OpenToWrite(string path)
    {
        RefuseFolder(path);
        if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new StoreException(StoreFailure.Missing, $"the folder {folder} of the store does not exist; make it, or give another file with --store.");
        }

        if (!File.Exists(path))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = Private;
            }

            using var made = new FileStream(path, options);
        }
        else if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~Private) != 0)
        {
            File.SetUnixFileMode(path, Private);
        }

        var database = Database.Open(path, SqliteOpenMode.ReadWrite);
        try
        {
            Schema.Check(database, path);
            Schema.Migrate(database, Schema.Version);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens a store for reading only; a recorder may go on writing.</summary>
    public static Database OpenToRead(string path)
    {
        RefuseFolder(path);
        if (!File.Exists(path))
        {
            throw new StoreException(
                StoreFailure.Missing, $"there is no store at {path}; 'flow2policy observe --follow' records one, 'flow2policy store import' makes one of files.");
        }

        try
        {
            // Opened to write where that may be done, and never written to: the last one that closes a store takes its log away,
            // which one that may only read cannot (https://sqlite.org/wal.html, "Read-Only Databases").
            return Checked(Database.Open(path, SqliteOpenMode.ReadWrite), path);
        }
        catch (SqliteException locked) when (IsReadOnlyPlace(locked, path))
        {
            return Checked(Database.Open(path, SqliteOpenMode.ReadOnly, immutable: true), path);
        }
    }

    private static Database Checked(Database database, string path)
    {
        try
        {
            database.Run("PRAGMA query_only = ON");
            Schema.Check(database, path);
            if (Schema.VersionOf(database) is long version && version < Schema.Version)
            {
                throw new StoreException(
                    StoreFailure.Other,
                    version == 0
                        ? $"the store {path} is empty; 'flow2policy observe --follow' records into it, 'flow2policy store import' takes files in."
                        : $"the store {path} is of version {version}; any command that writes to it, such as 'flow2policy store prune', brings it up to version {Schema.Version}.");
            }

            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Where the log's shared memory cannot be made, nobody writes either, as long as no log waits to be taken in.</summary>
    private static bool IsReadOnlyPlace(SqliteException cause, string path) =>
        cause.SqliteErrorCode is 8 or 14 && (!File.Exists(path + "-wal") || new FileInfo(path + "-wal").Length == 0);

    private static void RefuseFolder(string path)
    {
        if (Directory.Exists(path))
        {
            throw new StoreException(StoreFailure.Folder, $"{path} is a folder; --store takes a file.");
        }
    }
}
