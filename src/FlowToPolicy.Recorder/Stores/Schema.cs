namespace FlowToPolicy.Recorder.Stores;

/// <summary>The tables of a store, and the steps that bring an older one up to this version. Steps are only ever added.</summary>
internal static class Schema
{
    /// <summary>Marks the file as a store of flow2policy (SQLite's application_id): "f2ps".</summary>
    public const long ApplicationId = 0x66327073;

    /// <summary>Each step leads from the version that is its index to the next.</summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE text (id INTEGER PRIMARY KEY, value TEXT NOT NULL);
        CREATE TABLE end (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
        CREATE TABLE edge (id INTEGER PRIMARY KEY, client INTEGER NOT NULL, server INTEGER NOT NULL, protocol INTEGER NOT NULL, port INTEGER NOT NULL);
        -- bucket: its first hour since year 1; hours: 1, or 24 for a whole UTC day; kind and id: Graph/Folding/Rows/RowKind.cs
        CREATE TABLE row (hours INTEGER NOT NULL, bucket INTEGER NOT NULL, kind INTEGER NOT NULL, id INTEGER NOT NULL, data BLOB NOT NULL,
            PRIMARY KEY (hours, bucket, kind, id)) WITHOUT ROWID;
        CREATE TABLE node (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE mark (node INTEGER PRIMARY KEY, time INTEGER NOT NULL, overlap BLOB NOT NULL);
        CREATE TABLE span (node INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, PRIMARY KEY (node, start)) WITHOUT ROWID;
        CREATE TABLE loss (node INTEGER NOT NULL, hour INTEGER NOT NULL, source INTEGER NOT NULL, events INTEGER NOT NULL, PRIMARY KEY (node, hour, source)) WITHOUT ROWID;
        CREATE TABLE seen (node INTEGER NOT NULL, hour INTEGER NOT NULL, received INTEGER NOT NULL, seen INTEGER NOT NULL, PRIMARY KEY (node, hour)) WITHOUT ROWID;
        CREATE TABLE restart (node INTEGER NOT NULL, time INTEGER NOT NULL, PRIMARY KEY (node, time)) WITHOUT ROWID;
        CREATE TABLE recorder (id INTEGER PRIMARY KEY CHECK (id = 1), host TEXT NOT NULL, boot TEXT NOT NULL, pid INTEGER NOT NULL, birth TEXT NOT NULL,
            since INTEGER NOT NULL, beat INTEGER NOT NULL, token BLOB NOT NULL);
        """,
        """
        -- What was imported: how long its content is, unzipped, with its digest (SHA-256), and the times of its flows by node.
        CREATE TABLE import (id INTEGER PRIMARY KEY, bytes INTEGER NOT NULL, digest BLOB NOT NULL);
        CREATE TABLE import_node (import INTEGER NOT NULL, node INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (import, node)) WITHOUT ROWID;
        """,
    ];

    /// <summary>The version that this program writes.</summary>
    public static long Version => Steps.Length;

    /// <summary>Refuses what is no store or a newer one's.</summary>
    public static void Check(Database database, string path)
    {
        long application = database.Number("PRAGMA application_id") ?? 0, version = VersionOf(database);
        if (application != ApplicationId && !IsEmpty(database))
        {
            throw new StoreException(StoreFailure.NotAStore, $"{path} is a database of another program; name another file with --store.");
        }

        if (version > Version)
        {
            throw new StoreException(
                StoreFailure.Newer, $"the store {path} was made by a newer flow2policy (its version is {version}, this program knows {Version}); use the newer program.");
        }
    }

    /// <summary>The version of a file; 0 when it holds nothing yet.</summary>
    public static long VersionOf(Database database) => database.Number("PRAGMA user_version") ?? 0;

    /// <summary>Takes all steps that the file lacks, in one transaction.</summary>
    public static void Migrate(Database database, long to)
    {
        if (IsEmpty(database))
        {
            // Room that pruned rows leave can only be given back when this stands before the first table.
            database.Run("PRAGMA auto_vacuum = INCREMENTAL");
        }

        database.Run("PRAGMA journal_mode = WAL");
        database.Run("PRAGMA synchronous = FULL");
        database.Transaction(writes: true, () =>
        {
            for (long version = VersionOf(database); version < to; version++)
            {
                database.Run(Steps[version]);
                database.Run($"PRAGMA user_version = {version + 1}");
            }

            return database.Run($"PRAGMA application_id = {ApplicationId}");
        });
    }

    private static bool IsEmpty(Database database) => database.Number("SELECT count(*) FROM sqlite_master") == 0;
}
