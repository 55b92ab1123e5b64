using FlowToPolicy.Recorder.Batches;

namespace FlowToPolicy.Recorder.Stores;

/// <summary>What is known of the recording itself: how far nodes were read, when, and what was lost.</summary>
internal static class FactTables
{
    private const int KeyBytes = 16;

    /// <summary>Adds what a batch says.</summary>
    public static void Add(Database database, RecordedBatch batch)
    {
        foreach (NodeMark mark in batch.Marks)
        {
            long node = Node(database, mark.Node);
            database.Run("INSERT OR REPLACE INTO mark (node, time, overlap) VALUES ($1, $2, zeroblob($3))", node, mark.LastTime, mark.Overlap.Count * KeyBytes);
            WriteKeys(database, node, mark.Overlap);
        }

        foreach (RecordedSpan span in batch.Spans)
        {
            AddSpan(database, Node(database, span.Node), span.From, span.To);
        }

        foreach (LossCount loss in batch.Losses)
        {
            database.Run(
                "INSERT INTO loss (node, hour, source, events) VALUES ($1, $2, $3, $4) ON CONFLICT DO UPDATE SET events = events + excluded.events",
                Node(database, loss.Node), loss.Hour, (int)loss.Source, loss.Events);
        }

        foreach (SeenCount seen in batch.Seen)
        {
            database.Run(
                "INSERT INTO seen (node, hour, received, seen) VALUES ($1, $2, $3, $4) ON CONFLICT DO UPDATE SET received = received + excluded.received, seen = seen + excluded.seen",
                Node(database, seen.Node), seen.Hour, seen.Received, seen.Seen);
        }

        foreach (NodeRestart restart in batch.Restarts)
        {
            database.Run("INSERT OR IGNORE INTO restart (node, time) VALUES ($1, $2)", Node(database, restart.Node), restart.Time);
        }
    }

    /// <summary>Takes in what another one counted of the same events: the larger of the two counts.</summary>
    public static void AddLarger(Database database, IEnumerable<LossCount> losses, IEnumerable<SeenCount> seen)
    {
        foreach (LossCount loss in losses)
        {
            database.Run(
                "INSERT INTO loss (node, hour, source, events) VALUES ($1, $2, $3, $4) ON CONFLICT DO UPDATE SET events = max(events, excluded.events)",
                Node(database, loss.Node), loss.Hour, (int)loss.Source, loss.Events);
        }

        foreach (SeenCount count in seen)
        {
            database.Run(
                "INSERT INTO seen (node, hour, received, seen) VALUES ($1, $2, $3, $4) ON CONFLICT DO UPDATE SET received = max(received, excluded.received), seen = max(seen, excluded.seen)",
                Node(database, count.Node), count.Hour, count.Received, count.Seen);
        }
    }

    /// <summary>Adds what another recording says; of how far a node was read only what is later than what is known.</summary>
    public static void AddOlder(Database database, RecordedBatch other)
    {
        var marks = Marks(database).ToDictionary(mark => mark.Node, StringComparer.Ordinal);
        Add(database, new RecordedBatch
        {
            Spans = other.Spans,
            Losses = other.Losses,
            Seen = other.Seen,
            Restarts = other.Restarts,
            Marks = [.. other.Marks.Where(mark => !marks.TryGetValue(mark.Node, out NodeMark? mine) || mark.LastTime > mine.LastTime)],
        });
    }

    /// <summary>All that is known of the recording of a window. How far nodes were read is told only of a window that reaches to the end.</summary>
    public static RecordedBatch All(Database database, long since, long until) => new()
    {
        Spans = Spans(database, since, until),
        Losses = Losses(database, since, until),
        Seen = Seen(database, since, until),
        Restarts = Restarts(database, since, until),
        Marks = until == long.MaxValue ? Marks(database) : [],
    };

    /// <summary>How far each node was read.</summary>
    public static List<NodeMark> Marks(Database database) => database.Rows(
        "SELECT name, time, overlap FROM mark JOIN node ON node.id = mark.node ORDER BY name", row => new NodeMark(row.GetString(0), row.GetInt64(1), Keys(row.GetFieldValue<byte[]>(2))));

    /// <summary>The first and the last moment in which any node was read; 0 when none was.</summary>
    public static (long First, long Last) Recorded(Database database) =>
        (database.Number("SELECT min(start) FROM span") ?? 0, database.Number("SELECT max(stop) FROM span") ?? 0);

    /// <summary>When nodes were read, within two times.</summary>
    public static List<RecordedSpan> Spans(Database database, long since, long until) => database.Rows(
        "SELECT name, max(start, $1), min(stop, $2) FROM span JOIN node ON node.id = span.node WHERE start < $2 AND stop > $1 ORDER BY name, start",
        row => new RecordedSpan(row.GetString(0), row.GetInt64(1), row.GetInt64(2)),
        since, until);

    /// <summary>What was lost, in the hours of a window.</summary>
    public static List<LossCount> Losses(Database database, long since, long until) => database.Rows(
        "SELECT name, hour, source, events FROM loss JOIN node ON node.id = loss.node WHERE hour >= $1 AND hour < $2 ORDER BY name, hour, source",
        row => new LossCount(row.GetString(0), row.GetInt64(1), (LossSource)row.GetByte(2), row.GetInt64(3)),
        Floor(since), Ceiling(until));

    /// <summary>What was received and seen, in the hours of a window.</summary>
    public static List<SeenCount> Seen(Database database, long since, long until) => database.Rows(
        "SELECT name, hour, received, seen FROM seen JOIN node ON node.id = seen.node WHERE hour >= $1 AND hour < $2 ORDER BY name, hour",
        row => new SeenCount(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)),
        Floor(since), Ceiling(until));

    /// <summary>Restarts of agents within two times.</summary>
    public static List<NodeRestart> Restarts(Database database, long since, long until) => database.Rows(
        "SELECT name, time FROM restart JOIN node ON node.id = restart.node WHERE time >= $1 AND time < $2 ORDER BY name, time",
        row => new NodeRestart(row.GetString(0), row.GetInt64(1)),
        since, until);

    /// <summary>Deletes what lies before a time; how far nodes were read is kept.</summary>
    public static void DeleteBefore(Database database, long time)
    {
        database.Run("DELETE FROM span WHERE stop <= $1", time);
        database.Run("UPDATE OR REPLACE span SET start = $1 WHERE start < $1", time);
        database.Run("DELETE FROM loss WHERE hour < $1", Floor(time));
        database.Run("DELETE FROM seen WHERE hour < $1", Floor(time));
        database.Run("DELETE FROM restart WHERE time < $1", time);
    }

    /// <summary>Unites a span with those that it meets.</summary>
    private static void AddSpan(Database database, long node, long from, long to)
    {
        const string Meeting = "FROM span WHERE node = $1 AND start <= $3 AND stop >= $2";
        long start = Math.Min(from, database.Number($"SELECT min(start) {Meeting}", node, from, to) ?? from);
        long stop = Math.Max(to, database.Number($"SELECT max(stop) {Meeting}", node, from, to) ?? to);
        database.Run($"DELETE {Meeting}", node, from, to);
        database.Run("INSERT INTO span (node, start, stop) VALUES ($1, $2, $3)", node, start, stop);
    }

    /// <summary>The number of a node; a new one when it has none.</summary>
    public static long Node(Database database, string name)
    {
        database.Run("INSERT OR IGNORE INTO node (name) VALUES ($1)", name);
        return database.Number("SELECT id FROM node WHERE name = $1", name)!.Value;
    }

    /// <summary>Writes keys in place, a piece at a time: there may be many, and each batch writes them all.</summary>
    private static void WriteKeys(Database database, long node, IReadOnlyList<Guid> keys)
    {
        using Stream blob = database.Blob("mark", "overlap", node);
        Span<byte> piece = stackalloc byte[256 * KeyBytes];
        int filled = 0;
        for (int i = 0; i < keys.Count; i++)
        {
            keys[i].TryWriteBytes(piece[filled..], bigEndian: true, out _);
            filled += KeyBytes;
            if (filled == piece.Length)
            {
                blob.Write(piece);
                filled = 0;
            }
        }

        blob.Write(piece[..filled]);
    }

    private static Guid[] Keys(byte[] bytes)
    {
        var keys = new Guid[bytes.Length / KeyBytes];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = new Guid(bytes.AsSpan(i * KeyBytes, KeyBytes), bigEndian: true);
        }

        return keys;
    }

    private static long Floor(long ticks) => ticks / TimeSpan.TicksPerHour;

    private static long Ceiling(long ticks) => (ticks / TimeSpan.TicksPerHour) + (ticks % TimeSpan.TicksPerHour > 0 ? 1 : 0);
}
