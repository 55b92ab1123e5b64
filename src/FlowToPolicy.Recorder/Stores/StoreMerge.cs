using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Graph.Folding.Rows;
using FlowToPolicy.Recorder.Batches;

namespace FlowToPolicy.Recorder.Stores;

/// <summary>Adds one store up with another, bucket by bucket, and takes care of nodes that both read at the same time.</summary>
internal sealed class StoreMerge(Database into, RowWriter writer)
{
    private readonly SortedSet<string> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<Bucket, HashSet<string>> _common = [];
    private int _shared;
    private int _grazed;
    private long _edges;
    private long _leftOut;

    /// <summary>Adds everything; part of a transaction of both.</summary>
    public MergeResult Run(RowDictionary numbers, Database from, RowDictionary otherNumbers)
    {
        List<Bucket> theirs = BucketTable.Buckets(from);
        Bucket[] days = [.. theirs.Concat(BucketTable.Buckets(into)).Where(bucket => bucket.Hours == Bucket.Day).Distinct()];
        foreach (Bucket day in days.Where(day => HasHours(day)))
        {
            BucketFolding.Fold(into, day, numbers, writer);
        }

        foreach (IGrouping<Bucket, Bucket> group in theirs.GroupBy(bucket => days.Contains(Bucket.DayOf(bucket.Hour)) ? Bucket.DayOf(bucket.Hour) : bucket))
        {
            var tally = new GraphTally();
            foreach (Bucket bucket in group)
            {
                BucketTable.AddTo(tally, from, bucket, otherNumbers);
            }

            Add(group.Key, tally, numbers, from);
        }

        AddFacts(from);
        return new MergeResult(theirs.Count, _shared, _grazed) { Nodes = [.. _nodes], Edges = _edges, LeftOut = _leftOut };
    }

    private bool HasHours(Bucket day) =>
        into.Number("SELECT 1 FROM row WHERE hours = 1 AND bucket >= $1 AND bucket < $2 LIMIT 1", day.Hour, day.Hour + Bucket.Day) is not null;

    private void Add(Bucket bucket, GraphTally tally, RowDictionary numbers, Database from)
    {
        var mine = new GraphTally();
        BucketTable.AddTo(mine, into, bucket, numbers);
        HashSet<string> common = Common(bucket, mine, tally, from);
        if (common.Count == 0)
        {
            BucketTable.Add(into, bucket, tally, numbers, writer);
            return;
        }

        _common.Add(bucket, common);
        _nodes.UnionWith(common);
        _shared++;
        var merge = new OverlapMerge(common);
        merge.Merge(mine, tally);
        (_edges, _leftOut) = (_edges + merge.Edges, _leftOut + merge.LeftOut);
        BucketTable.Delete(into, bucket);
        BucketTable.Add(into, bucket, mine, numbers, writer);
    }

    /// <summary>The nodes that both read at the same time.</summary>
    private HashSet<string> Common(Bucket bucket, GraphTally mine, GraphTally theirs, Database from)
    {
        ILookup<string, NodeTimes> one = Times(into, bucket, mine), two = Times(from, bucket, theirs);
        var common = new HashSet<string>(StringComparer.Ordinal);
        bool grazed = false;
        foreach (IGrouping<string, NodeTimes> node in one.Where(node => two.Contains(node.Key)))
        {
            long shared = node.Sum(a => two[node.Key].Sum(b => Math.Max(0, Math.Min(a.Last, b.Last) - Math.Max(a.First, b.First))));
            long shorter = Math.Min(Length(node), Length(two[node.Key]));
            if (shared > 0 && shared * 2 >= shorter)
            {
                common.Add(node.Key);
            }

            grazed |= shared > 0 && shared * 2 < shorter;
        }

        _grazed += grazed ? 1 : 0;
        return common;
    }

    private static long Length(IEnumerable<NodeTimes> times) => times.Sum(time => time.Last - time.First);

    /// <summary>When nodes were read within a bucket: as recorded, else from the first to the last flow. The last moment belongs to it.</summary>
    private static ILookup<string, NodeTimes> Times(Database database, Bucket bucket, GraphTally tally)
    {
        NodeTimes[] spans = [.. FactTables.Spans(database, bucket.Start, bucket.Stop).Select(span => new NodeTimes(span.Node, span.From, span.To + 1))];
        HashSet<string> known = [.. spans.Select(span => span.Node)];
        return spans
            .Concat(tally.Nodes.Values.ToArray().Where(node => !known.Contains(node) && tally.First > 0).Select(node => new NodeTimes(node, tally.First, tally.Last + 1)))
            .ToLookup(times => times.Node, StringComparer.Ordinal);
    }

    private void AddFacts(Database from)
    {
        RecordedBatch facts = FactTables.All(from, 0, long.MaxValue);
        FactTables.AddOlder(into, new RecordedBatch
        {
            Spans = facts.Spans,
            Restarts = facts.Restarts,
            Marks = facts.Marks,
            Losses = [.. facts.Losses.Where(loss => !IsCommon(loss.Node, loss.Hour))],
            Seen = [.. facts.Seen.Where(count => !IsCommon(count.Node, count.Hour))],
        });
        FactTables.AddLarger(into, facts.Losses.Where(loss => IsCommon(loss.Node, loss.Hour)), facts.Seen.Where(count => IsCommon(count.Node, count.Hour)));
        ImportTable.AddAll(into, from);
    }

    private bool IsCommon(string node, long hour) =>
        (_common.TryGetValue(Bucket.OfHour(hour), out HashSet<string>? nodes) || _common.TryGetValue(Bucket.DayOf(hour), out nodes)) && nodes.Contains(node);
}
