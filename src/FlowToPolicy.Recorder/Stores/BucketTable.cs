using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Graph.Folding.Rows;

namespace FlowToPolicy.Recorder.Stores;

/// <summary>The sums of each bucket, row by row.</summary>
internal static class BucketTable
{
    /// <summary>All buckets that hold something, in the order of time.</summary>
    public static List<Bucket> Buckets(Database database) => database.Rows(
        "SELECT DISTINCT bucket, hours FROM row ORDER BY bucket, hours DESC", row => BucketOf(row.GetInt64(0), row.GetInt64(1)));

    /// <summary>Where the sums of an hour are kept: with its day once that was folded.</summary>
    public static Bucket BucketOf(Database database, long hour)
    {
        var day = Bucket.DayOf(hour);
        return database.Number("SELECT 1 FROM row WHERE hours = 24 AND bucket = $1 LIMIT 1", day.Hour) is null ? Bucket.OfHour(hour) : day;
    }

    /// <summary>Adds a tally to a bucket: only the rows that it touches are read and written.</summary>
    public static void Add(Database database, Bucket bucket, GraphTally tally, RowDictionary dictionary, RowWriter writer)
    {
        RowKey[] keys = [.. TallyRows.Keys(tally, dictionary)];
        var sum = new GraphTally();
        foreach (RowKey key in keys)
        {
            if (database.Bytes("SELECT data FROM row WHERE hours = $1 AND bucket = $2 AND kind = $3 AND id = $4", bucket.Hours, bucket.Hour, (int)key.Kind, key.Id) is { } data)
            {
                TallyRows.AddTo(sum, key, data, bucket.Start, dictionary);
            }
        }

        sum.Merge(tally);
        foreach (RowKey key in keys)
        {
            TallyRows.Write(writer, sum, key, bucket.Start, dictionary);
            database.Run(
                "INSERT OR REPLACE INTO row (hours, bucket, kind, id, data) VALUES ($1, $2, $3, $4, $5)",
                bucket.Hours, bucket.Hour, (int)key.Kind, key.Id, writer.Written.ToArray());
        }
    }

    /// <summary>Adds all rows of a bucket to a tally. Throws <see cref="RowException"/>.</summary>
    public static void AddTo(GraphTally tally, Database database, Bucket bucket, RowDictionary dictionary) => database.Each(
        "SELECT kind, id, data FROM row WHERE hours = $1 AND bucket = $2 ORDER BY kind, id",
        row => TallyRows.AddTo(tally, Key(row.GetInt64(0), row.GetInt64(1)), row.GetFieldValue<byte[]>(2), bucket.Start, dictionary),
        bucket.Hours,
        bucket.Hour);

    /// <summary>Adds what each bucket says of the whole to a tally: times, counts, nodes; no edges.</summary>
    public static void AddSummaries(GraphTally tally, Database database, RowDictionary dictionary) => database.Each(
        "SELECT bucket, data FROM row WHERE kind = $1",
        row => TallyRows.AddTo(tally, new RowKey(RowKind.Summary, 0), row.GetFieldValue<byte[]>(1), new Bucket(row.GetInt64(0), 1).Start, dictionary),
        (int)RowKind.Summary);

    /// <summary>Deletes a bucket.</summary>
    public static void Delete(Database database, Bucket bucket) =>
        database.Run("DELETE FROM row WHERE hours = $1 AND bucket = $2", bucket.Hours, bucket.Hour);

    private static Bucket BucketOf(long hour, long hours) => hour >= 0 && hour < DateTime.MaxValue.Ticks / TimeSpan.TicksPerHour && hours is (1 or Bucket.Day)
        ? new Bucket(hour, (int)hours)
        : throw new RowException("a row belongs to an impossible hour");

    private static RowKey Key(long kind, long id) =>
        kind is > 0 and <= byte.MaxValue && id is >= 0 and <= int.MaxValue ? new RowKey((RowKind)kind, (int)id) : throw new RowException("a row has an impossible key");
}
