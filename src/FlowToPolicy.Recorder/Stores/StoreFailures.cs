using FlowToPolicy.Graph.Folding.Rows;
using Microsoft.Data.Sqlite;

namespace FlowToPolicy.Recorder.Stores;

/// <summary>Turns what SQLite and the system report into one line that says what to do (codes: sqlite.org/rescode.html).</summary>
internal static class StoreFailures
{
    private const int Permission = 3, Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14, Protocol = 15, TooBig = 18, NotADatabase = 26;

    /// <summary>Whether this knows what to make of it.</summary>
    public static bool Knows(Exception cause) => cause is SqliteException or RowException or InvalidCastException or OverflowException or FormatException or IOException or UnauthorizedAccessException;

    /// <summary>The failure of a store at a path.</summary>
    public static StoreException Of(string path, Exception cause) => cause switch
    {
        SqliteException sqlite => Of(path, sqlite.SqliteErrorCode, cause),
        RowException => Damaged(path, cause.Message, cause),
        InvalidCastException or OverflowException or FormatException => Damaged(path, "a column holds what does not belong there", cause),
        UnauthorizedAccessException => Denied(path, cause),
        _ => new StoreException(StoreFailure.Disk, $"the store {path} cannot be used: {cause.Message}", cause),
    };

    /// <summary>The failure for a result code of SQLite.</summary>
    public static StoreException Of(string path, int code, Exception cause) => code switch
    {
        Full => new(StoreFailure.DiskFull, $"no room is left on the disk of the store {path}; what was recorded is whole. Make room, or keep less with 'flow2policy store prune --retain 14d'.", cause),
        ReadOnly => new(StoreFailure.ReadOnly, $"the store {path} is read-only; give a file on a disk that can be written with --store, or change the mode of the file.", cause),
        Permission or CannotOpen => Denied(path, cause),
        NotADatabase => new(StoreFailure.NotADatabase, $"{path} is no store (not a SQLite database); name another file with --store. Files of flows are given as PATH, or taken in with 'flow2policy store import'.", cause),
        Corrupt => Damaged(path, "the database itself is", cause),
        Busy or Locked => new(StoreFailure.Busy, $"the store {path} is held by another process; try again, or look who has it open ('fuser {path}').", cause),
        Protocol => new(StoreFailure.Busy, $"the store {path} cannot be locked; it must lie on a local or block disk, because SQLite's log does not work over NFS or SMB.", cause),
        IoError => new(StoreFailure.Disk, $"the disk of the store {path} fails ({cause.Message.TrimEnd('.')}); look at the system's log, and whether it lies on NFS or SMB, where a store does not work.", cause),
        TooBig => new(StoreFailure.Other, $"the store {path} would have to hold a row larger than SQLite takes.", cause),
        _ => new(StoreFailure.Other, $"the store {path} cannot be used: {cause.Message}", cause),
    };

    private static StoreException Damaged(string path, string what, Exception cause) => new(
        StoreFailure.Corrupt,
        $"the store {path} is damaged ({what.TrimEnd('.')}); it is left as it is. Try 'sqlite3 {path} .recover', or move it away and record anew.",
        cause);

    private static StoreException Denied(string path, Exception cause) => new(
        StoreFailure.NoPermission, $"the store {path} may not be opened by this user; check owner and mode of the file and of its folder.", cause);
}
