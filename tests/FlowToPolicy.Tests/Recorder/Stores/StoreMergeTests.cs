using FlowToPolicy.Flows;
using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Stores;
using FlowToPolicy.Tests.Graph;

namespace FlowToPolicy.Tests.Recorder.Stores;

/// <summary>Stores add up to what one recorder would have recorded.</summary>
public sealed class StoreMergeTests : IDisposable
{
    private const long Hour = TimeSpan.TicksPerHour;

    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Two_recorders_with_half_the_nodes_each_add_up_to_one(int seed)
    {
        Flow[] flows = RandomFlows.Of(seed, 4000, hours: 24 * 5, nodes: 6);
        Record("a.db", flows.Where(flow => NodeOf(flow) <= 3), fold: seed == 2, flows[0].Time, flows[^1].Time);
        Record("b.db", flows.Where(flow => NodeOf(flow) > 3), fold: seed == 3, flows[0].Time, flows[^1].Time);
        Record("one.db", flows, fold: false);
        using WindowStore sum = _folder.Record("sum.db");
        foreach (string part in (string[])["a.db", "b.db"])
        {
            using WindowStore store = _folder.Read(part);
            MergeResult merged = sum.Merge(store);
            Assert.Equal((0, 0, 0L, 0L), (merged.Shared, merged.Grazed, merged.Edges, merged.LeftOut));
        }

        using WindowStore one = _folder.Read("one.db");
        Assert.Equal(StoreFolder.Text(one), StoreFolder.Text(sum));
        Assert.Equal(StoreFolder.Text(flows), StoreFolder.Text(sum));
        Assert.Equal(one.Load(0, long.MaxValue).Spans, sum.Load(0, long.MaxValue).Spans);
        Assert.Equal(one.Load(0, long.MaxValue).Seen, sum.Load(0, long.MaxValue).Seen);
        Assert.Equal(one.Marks().Select(mark => (mark.Node, mark.LastTime)), sum.Marks().Select(mark => (mark.Node, mark.LastTime)));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Merging_the_same_store_twice_changes_nothing(int seed)
    {
        Flow[] flows = RandomFlows.Of(seed, 3000, hours: 30);
        Record("a.db", flows, fold: false);
        using WindowStore sum = _folder.Record("sum.db");
        using WindowStore store = _folder.Read("a.db");
        sum.Merge(store);
        MergeResult again = sum.Merge(store);
        Assert.Equal(StoreFolder.Text(flows), StoreFolder.Text(sum));
        Assert.Equal(30, again.Shared);
        Assert.Equal(["default/worker-1", "default/worker-2", "default/worker-3"], again.Nodes);
        Assert.Equal(3000, again.LeftOut);
        Assert.Equal(store.Load(0, long.MaxValue).Seen, sum.Load(0, long.MaxValue).Seen);
    }

    [Fact]
    public void What_one_recorder_saw_in_addition_to_the_other_is_not_lost()
    {
        Flow[] flows = RandomFlows.Of(6, 3000, hours: 6);
        Flow[] fewer = [.. flows.Where((_, i) => i % 3 != 0)];
        Record("a.db", fewer, fold: false);
        Record("b.db", flows, fold: false);
        using WindowStore sum = _folder.Record("a.db");
        using WindowStore store = _folder.Read("b.db");
        MergeResult merged = sum.Merge(store);
        Assert.Equal(StoreFolder.Text(flows), StoreFolder.Text(sum));
        Assert.Equal(fewer.Length, merged.LeftOut);
    }

    [Fact]
    public void Times_that_one_recorder_read_after_the_other_add_up()
    {
        Flow[] flows = RandomFlows.Of(7, 3000, hours: 6);
        long half = RandomFlows.Start.Ticks + (5 * Hour / 2);
        Record("a.db", flows.Where(flow => flow.Time < half), fold: false);
        Record("b.db", flows.Where(flow => flow.Time >= half), fold: false);
        using WindowStore sum = _folder.Record("a.db");
        using WindowStore store = _folder.Read("b.db");
        MergeResult merged = sum.Merge(store);
        Assert.Equal((0, 0), (merged.Shared, merged.Grazed));
        Assert.Equal(StoreFolder.Text(flows), StoreFolder.Text(sum));
    }

    [Fact]
    public void A_short_time_that_both_read_is_added_and_said()
    {
        Flow[] flows = RandomFlows.Of(8, 3000, hours: 4);
        long half = RandomFlows.Start.Ticks + (3 * Hour / 2), more = 3 * TimeSpan.TicksPerMinute;
        Record("a.db", flows.Where(flow => flow.Time < half + more), fold: false);
        Record("b.db", flows.Where(flow => flow.Time >= half), fold: false);
        using WindowStore sum = _folder.Record("a.db");
        using WindowStore store = _folder.Read("b.db");
        MergeResult merged = sum.Merge(store);
        Assert.Equal((0, 1), (merged.Shared, merged.Grazed));
        Assert.Equal(StoreFolder.Text(flows.Concat(flows.Where(flow => flow.Time >= half && flow.Time < half + more))), StoreFolder.Text(sum));
    }

    [Fact]
    public void A_store_of_another_cluster_is_refused_whole()
    {
        Flow[] flows = RandomFlows.Of(9, 100);
        Record("a.db", flows, fold: false);
        Record("b.db", RandomFlows.Of(10, 100).Select(flow => flow with { NodeName = "east/worker-1", Source = flow.Source with { Id = 0 }, Destination = flow.Destination with { Id = 0 } }), fold: false);
        using WindowStore sum = _folder.Record("a.db");
        using WindowStore store = _folder.Read("b.db");
        Assert.Equal(StoreFailure.OtherCluster, Assert.Throws<StoreException>(() => sum.Merge(store)).Failure);
        Assert.Equal(StoreFolder.Text(flows), StoreFolder.Text(sum));
    }

    private static int NodeOf(Flow flow) => flow.NodeName[^1] - '0';

    private void Record(string name, IEnumerable<Flow> flows, bool fold, long? from = null, long? to = null)
    {
        Flow[] all = [.. flows];
        using WindowStore store = _folder.Record(name);
        foreach (Flow[] part in all.Chunk(700))
        {
            store.Commit(StoreFolder.Batch(part));
        }

        IGrouping<string, Flow>[] nodes = [.. all.GroupBy(flow => flow.NodeName)];
        store.Commit(new RecordedBatch
        {
            Spans = [.. nodes.Select(node => new RecordedSpan(node.Key, from ?? all[0].Time, to ?? all[^1].Time))],
            Marks = [.. nodes.Select(node => new NodeMark(node.Key, node.Max(flow => flow.Time), []))],
            Seen = [.. nodes.SelectMany(node => node.GroupBy(flow => flow.Time / Hour).Select(hour => new SeenCount(node.Key, hour.Key, hour.Count(), hour.Count())))],
        });
        if (fold)
        {
            store.FoldDays(all[^1].Time);
        }
    }
}
