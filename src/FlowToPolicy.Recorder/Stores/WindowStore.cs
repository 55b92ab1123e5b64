using FlowToPolicy.Graph.Aggregates;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Graph.Folding.Rows;
using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Importing;

namespace FlowToPolicy.Recorder.Stores;

/// <summary>
/// The graph of weeks in one SQLite file for each cluster: sums by hour (by day once they are old) and edge, what is known of the recording,
/// and how far each node was read. No flows: its size grows with edges and hours. What <see cref="Commit"/> has returned from is on the disk
/// (write-ahead log, synchronous FULL): it outlives the process as well as the power. Everything throws <see cref="StoreException"/>.
/// Not thread-safe; readers of other threads and processes open the file for themselves and are never in the way.
/// </summary>
public sealed class WindowStore : IDisposable
{
    /// <summary>Days that ended longer ago than this are folded by <see cref="FoldDays"/>.</summary>
    public static readonly TimeSpan HoursKept = TimeSpan.FromHours(48);

    private const string ClusterSetting = "cluster";
    private const string SelectionSetting = "selection";

    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly RecorderIdentity _me;
    private readonly RecorderSeat? _seat;
    private readonly RowWriter _writer = new();
    private RowDictionary? _dictionary;
    private bool _disposed;

    private WindowStore(string path, Database database, TimeProvider clock, RecorderIdentity me, bool records)
    {
        (Path, _database, _clock, _me) = (path, database, clock, me);
        _seat = records ? new RecorderSeat(database, path, clock, me) : null;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The cluster whose flows it holds; empty while none has named one.</summary>
    public string Cluster => Guard(() => Setting(ClusterSetting));

    /// <summary>Says which flows are about to be recorded: a store holds all flows of its cluster, or always the same part of them.</summary>
    /// <param name="selection">In words, as <c>namespace shop</c>; empty for all.</param>
    public void Select(string selection) => Write(() => AdmitSelection(selection));

    /// <summary>Opens a store to write to it, and makes it when there is none. One process at a time may: another one is refused by name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clock">The time.</param>
    /// <param name="recorder">Who writes; null for this process.</param>
    public static WindowStore OpenToRecord(string path, TimeProvider clock, RecorderIdentity? recorder = null)
    {
        WindowStore store = Guard(path, () => new WindowStore(path, StoreFile.OpenToWrite(path), clock, recorder ?? RecorderIdentity.OfThisProcess(), records: true));
        try
        {
            store.Guard(() =>
            {
                store._seat!.Take();
                return 0;
            });
            return store;
        }
        catch
        {
            store._database.Dispose();
            throw;
        }
    }

    /// <summary>Opens a store that exists to read it, also while it is recorded to.</summary>
    public static WindowStore OpenToRead(string path, TimeProvider clock) =>
        Guard(path, () => new WindowStore(path, StoreFile.OpenToRead(path), clock, RecorderIdentity.OfThisProcess(), records: false));

    /// <summary>Adds a batch in one transaction: all of it is on the disk when this returns, and nothing of it when it throws.</summary>
    public void Commit(RecordedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Write(() =>
        {
            Admit(batch.Hours.Values);
            foreach ((long hour, GraphTally tally) in batch.Hours.OrderBy(pair => pair.Key))
            {
                Add(Bucket.OfHour(hour), tally);
            }

            FactTables.Add(_database, batch);
        });
    }

    /// <summary>
    /// Adds what another store holds, all of it or nothing: exact where the two read other nodes or other times. See <see cref="MergeResult"/>
    /// for what becomes of a node that both read at the same time. Merging the same store twice changes nothing where its times are known.
    /// </summary>
    public MergeResult Merge(WindowStore other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var merge = new StoreMerge(_database, _writer);
        MergeResult? result = null;
        other.Read(() =>
        {
            Write(() =>
            {
                Admit(other.Setting(ClusterSetting));
                AdmitSelection(other.Setting(SelectionSetting));
                result = merge.Run(Dictionary, other._database, other.Dictionary);
            });
            return 0;
        });
        return result!;
    }

    /// <summary>What was imported so far.</summary>
    internal IReadOnlyList<KnownContent> Imports() => Guard(() => ImportTable.All(_database));

    /// <summary>Which nodes the store knows from the same time as what is about to be imported.</summary>
    internal IReadOnlyList<NodeTimes> OverlapsWith(IReadOnlyList<NodeTimes> nodes) => Guard(() => ImportTable.Overlaps(_database, nodes));

    /// <summary>Adds what was read of a file and what it says of its recording, and remembers the file, in one transaction.</summary>
    internal void TakeIn(IReadOnlyDictionary<Bucket, GraphTally> buckets, KnownContent content, IReadOnlyList<NodeTimes> nodes, RecordedBatch facts, string selection) => Write(() =>
    {
        AdmitSelection(selection);
        Admit(buckets.Values);
        foreach ((Bucket bucket, GraphTally tally) in buckets.OrderBy(pair => pair.Key.Hour))
        {
            Add(bucket, tally);
        }

        FactTables.AddOlder(_database, facts);
        ImportTable.Add(_database, content, nodes);
    });

    /// <summary>Says that the recorder lives, for times in which there is nothing to commit: at least every 20 seconds.</summary>
    public void Beat() => Write(() => { });

    /// <summary>How far each node was read, by name.</summary>
    public IReadOnlyList<NodeMark> Marks() => Guard(() => FactTables.Marks(_database));

    /// <summary>What it holds of a window, in whole hours (days, where they are folded).</summary>
    /// <param name="since">The first moment wanted, in ticks UTC; 0 for all, then the window begins with the first flow or the first reading.</param>
    /// <param name="until">The last moment wanted, in ticks UTC; <see cref="long.MaxValue"/> for all, then it ends with the last of them.</param>
    public StoredWindow Load(long since, long until) => Read(() =>
    {
        var tally = new GraphTally();
        (long from, long to) = (since, until);
        foreach (Bucket bucket in BucketTable.Buckets(_database).Where(bucket => bucket.Start <= until && bucket.Stop > since))
        {
            BucketTable.AddTo(tally, _database, bucket, Dictionary);
            (from, to) = (Math.Min(from, bucket.Start), Math.Max(to, bucket.Stop));
        }

        (long first, long last) = FactTables.Recorded(_database);
        from = since > 0 ? from : new[] { first, tally.First }.Where(time => time > 0).DefaultIfEmpty().Min();
        to = until < long.MaxValue ? to : Math.Max(last, tally.Last) + 1;

        return new StoredWindow(tally, from, to)
        {
            Selection = Setting(SelectionSetting),
            Spans = FactTables.Spans(_database, from, to),
            Losses = FactTables.Losses(_database, from, to),
            Seen = FactTables.Seen(_database, from, to),
            Restarts = FactTables.Restarts(_database, from, to),
        };
    });

    /// <summary>Gives all of a window as rows of the exchange format (docs/store-format.md): the header, what is known of the recording, the sums by time.</summary>
    /// <param name="since">The first moment wanted, in ticks UTC; 0 for all.</param>
    /// <param name="until">The last moment wanted, in ticks UTC; <see cref="long.MaxValue"/> for all.</param>
    /// <param name="take">Takes one row with its line break, in UTF-8.</param>
    public void Export(long since, long until, Action<byte[]> take) => Read(() =>
    {
        take(AggregateFormat.Header(Setting(ClusterSetting), Setting(SelectionSetting)));
        Bucket[] buckets = [.. BucketTable.Buckets(_database).Where(bucket => bucket.Start <= until && bucket.Stop > since)];
        long from = Math.Min(since, buckets.Select(bucket => bucket.Start).DefaultIfEmpty(since).Min());
        long to = Math.Max(until, buckets.Select(bucket => bucket.Stop).DefaultIfEmpty(until).Max());
        foreach (RecordingRow row in RecordingRows.Of(FactTables.All(_database, from, to)))
        {
            take(row.Line());
        }

        foreach (Bucket bucket in buckets)
        {
            var tally = new GraphTally();
            BucketTable.AddTo(tally, _database, bucket, Dictionary);
            foreach (byte[] row in new AggregateWriter(bucket.Start, bucket.Hours).Write(tally))
            {
                take(row);
            }
        }

        return 0;
    });

    /// <summary>How many distinct edges it holds, as far as this has read or written it.</summary>
    public long Edges => Guard(() => (long)Dictionary.Edges.Count);

    /// <summary>Whether nothing was recorded into it yet, neither flows nor that there were none.</summary>
    public bool IsEmpty => Guard(() => HoldsNothing);

    /// <summary>The size of its file with the log, in bytes. Any thread may ask.</summary>
    public long Bytes => new[] { Path, Path + "-wal" }.Where(File.Exists).Sum(file => new FileInfo(file).Length);

    /// <summary>What it holds, in numbers.</summary>
    public StoreInfo Info() => Read(() =>
    {
        var summary = new GraphTally();
        BucketTable.AddSummaries(summary, _database, Dictionary);
        List<Bucket> buckets = BucketTable.Buckets(_database);
        return new StoreInfo
        {
            Path = Path,
            Version = Schema.VersionOf(_database),
            Cluster = Setting(ClusterSetting),
            Selection = Setting(SelectionSetting),
            First = summary.First,
            Last = summary.Last,
            Read = summary.Read,
            Nodes = summary.Nodes.Values.ToArray(),
            Ends = Dictionary.Ends.Count,
            Edges = Dictionary.Edges.Count,
            Hours = buckets.Count(bucket => bucket.Hours == 1),
            Days = buckets.Count(bucket => bucket.Hours == Bucket.Day),
            Bytes = Bytes,
            Recorder = RecorderSeat.Read(_database, _clock, _me),
        };
    });

    /// <summary>Folds days that ended more than <see cref="HoursKept"/> before a time, each in a transaction of its own; how many were folded.</summary>
    /// <param name="now">The time in ticks UTC: that of the flows.</param>
    public int FoldDays(long now)
    {
        Bucket[] days =
        [
            .. Guard(() => BucketTable.Buckets(_database)).Where(bucket => bucket.Hours == 1).Select(bucket => Bucket.DayOf(bucket.Hour)).Distinct()
                .Where(day => day.Stop <= now - HoursKept.Ticks),
        ];
        foreach (Bucket day in days)
        {
            Write(() => BucketFolding.Fold(_database, day, Dictionary, _writer));
        }

        return days.Length;
    }

    /// <summary>Deletes hours and days that ended before a time, and what only they used; how many. Marks of nodes are kept.</summary>
    /// <param name="before">The time in ticks UTC.</param>
    public int Prune(long before)
    {
        int pruned = 0;
        Write(() =>
        {
            Bucket[] old = [.. BucketTable.Buckets(_database).Where(bucket => bucket.Stop <= before)];
            foreach (Bucket bucket in old)
            {
                BucketTable.Delete(_database, bucket);
            }

            FactTables.DeleteBefore(_database, Math.Min(before, BucketTable.Buckets(_database).Select(bucket => bucket.Start).DefaultIfEmpty(before).Min()));
            pruned = old.Length;
            if (pruned > 0)
            {
                BucketFolding.Sweep(_database, Dictionary);
            }
        });
        Guard(() => _database.Run("PRAGMA incremental_vacuum"));
        return pruned;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        try
        {
            _seat?.Leave();
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // The seat stays taken; the next recorder sees that this process is gone.
        }

        _database.Dispose();
    }

    /// <summary>Closes it and deletes its file.</summary>
    public void Delete()
    {
        Dispose();
        foreach (string ending in (string[])["", "-wal", "-shm"])
        {
            File.Delete(Path + ending);
        }
    }

    /// <summary>The bytes of all rows together.</summary>
    internal long RowBytes() => _database.Number("SELECT sum(length(data)) FROM row") ?? 0;

    /// <summary>Keeps the file from growing beyond so many pages of 4 KiB, as a full disk would.</summary>
    internal void LimitPages(long pages) => _database.Number($"PRAGMA max_page_count = {pages}");

    private void Admit(string cluster) => ClusterCheck.Admit(cluster, Setting(ClusterSetting), Path, name => SetSetting(ClusterSetting, name));

    private void Admit(IEnumerable<GraphTally> tallies) => ClusterCheck.Admit(tallies, Setting(ClusterSetting), Path, name => SetSetting(ClusterSetting, name));

    private void AdmitSelection(string selection) => SelectionCheck.Admit(
        selection,
        Setting(SelectionSetting),
        isEmpty: HoldsNothing,
        Path,
        name => SetSetting(SelectionSetting, name));

    private void Add(Bucket bucket, GraphTally tally) =>
        BucketTable.Add(_database, bucket.Hours == 1 ? BucketTable.BucketOf(_database, bucket.Hour) : bucket, tally, Dictionary, _writer);

    private bool HoldsNothing => _database.Number("SELECT 1 FROM row LIMIT 1") is null && _database.Number("SELECT 1 FROM span LIMIT 1") is null;

    private RowDictionary Dictionary => _dictionary ??= DictionaryTable.Load(_database);

    private string Setting(string name) => _database.Rows("SELECT value FROM setting WHERE name = $1", row => row.GetString(0), name).FirstOrDefault() ?? "";

    private void SetSetting(string name, string value) => _database.Run("INSERT OR REPLACE INTO setting (name, value) VALUES ($1, $2)", name, value);

    private void Write(Action work)
    {
        RecorderSeat seat = _seat ?? throw new InvalidOperationException("The store was opened to read it.");
        try
        {
            Guard(() => _database.Transaction(writes: true, () =>
            {
                seat.Beat();
                work();
                DictionaryTable.SaveNew(_database, Dictionary);
                return 0;
            }));
        }
        catch
        {
            // It may know numbers that were never written.
            _dictionary = null;
            throw;
        }
    }

    private T Read<T>(Func<T> work) => Guard(() =>
    {
        if (_seat is null)
        {
            // The recorder may have added to it.
            _dictionary = null;
        }

        return _database.Transaction(writes: false, work);
    });

    private T Guard<T>(Func<T> work) => Guard(Path, work);

    private static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception cause) when (StoreFailures.Knows(cause))
        {
            throw StoreFailures.Of(path, cause);
        }
    }
}
