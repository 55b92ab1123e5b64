namespace FlowToPolicy.Recorder.Stores;

/// <summary>Content that was imported, unzipped and up to its last whole line.</summary>
/// <param name="Bytes">How long it is.</param>
/// <param name="Digest">Its SHA-256.</param>
internal sealed record KnownContent(long Bytes, byte[] Digest);

/// <summary>When a node reported flows.</summary>
/// <param name="Node">The node's name; empty when the flows name none.</param>
/// <param name="First">Time of its earliest flow in ticks UTC.</param>
/// <param name="Last">Time of its latest flow in ticks UTC.</param>
internal sealed record NodeTimes(string Node, long First, long Last);

/// <summary>What was imported from files.</summary>
internal static class ImportTable
{
    /// <summary>All of it, the longest first.</summary>
    public static List<KnownContent> All(Database database) =>
        database.Rows("SELECT bytes, digest FROM import ORDER BY bytes DESC, id", row => new KnownContent(row.GetInt64(0), row.GetFieldValue<byte[]>(1)));

    /// <summary>Remembers content.</summary>
    public static void Add(Database database, KnownContent content, IReadOnlyList<NodeTimes> nodes)
    {
        database.Run("INSERT INTO import (bytes, digest) VALUES ($1, $2)", content.Bytes, content.Digest);
        long import = database.Number("SELECT max(id) FROM import")!.Value;
        foreach (NodeTimes node in nodes)
        {
            database.Run("INSERT INTO import_node (import, node, first, last) VALUES ($1, $2, $3, $4)", import, FactTables.Node(database, node.Node), node.First, node.Last);
        }
    }

    /// <summary>Remembers what another store imported.</summary>
    public static void AddAll(Database database, Database from)
    {
        foreach ((long id, KnownContent content) in from.Rows("SELECT id, bytes, digest FROM import ORDER BY id", row => (row.GetInt64(0), new KnownContent(row.GetInt64(1), row.GetFieldValue<byte[]>(2)))))
        {
            if (database.Number("SELECT 1 FROM import WHERE bytes = $1 AND digest = $2", content.Bytes, content.Digest) is null)
            {
                Add(database, content, from.Rows(
                    "SELECT name, first, last FROM import_node JOIN node ON node.id = import_node.node WHERE import = $1",
                    row => new NodeTimes(row.GetString(0), row.GetInt64(1), row.GetInt64(2)), id));
            }
        }
    }

    /// <summary>The parts of these times that other imports or the recorder already cover for the same node.</summary>
    public static List<NodeTimes> Overlaps(Database database, IReadOnlyList<NodeTimes> nodes)
    {
        const string Known = "SELECT first, last FROM import_node JOIN node ON node.id = import_node.node WHERE name = $1 UNION ALL SELECT start, stop FROM span JOIN node ON node.id = span.node WHERE name = $1";
        var overlaps = new List<NodeTimes>();
        foreach (NodeTimes node in nodes)
        {
            NodeTimes[] shared =
            [
                .. database.Rows(Known, row => new NodeTimes(node.Node, Math.Max(row.GetInt64(0), node.First), Math.Min(row.GetInt64(1), node.Last)), node.Node)
                    .Where(part => part.First < part.Last),
            ];
            if (shared.Length > 0)
            {
                overlaps.Add(new NodeTimes(node.Node, shared.Min(part => part.First), shared.Max(part => part.Last)));
            }
        }

        return overlaps;
    }
}
