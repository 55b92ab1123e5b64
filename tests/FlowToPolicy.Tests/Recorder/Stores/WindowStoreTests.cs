using FlowToPolicy.Flows;
using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Stores;
using FlowToPolicy.Tests.Graph;

namespace FlowToPolicy.Tests.Recorder.Stores;

public sealed class WindowStoreTests : IDisposable
{
    private const long Hour = TimeSpan.TicksPerHour;

    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Batches_in_any_order_give_back_what_folding_all_flows_gives(int seed)
    {
        Flow[] flows = RandomFlows.Of(seed, 3000);
        Flow[][] batches = [.. flows.Chunk(250)];
        new Random(seed).Shuffle(batches);
        using (WindowStore store = _folder.Record())
        {
            foreach (Flow[] batch in batches)
            {
                store.Commit(StoreFolder.Batch(batch));
            }

            Assert.Equal(StoreFolder.Text(flows), StoreFolder.Text(store));
        }

        using WindowStore again = _folder.Read();
        Assert.Equal(StoreFolder.Text(flows), StoreFolder.Text(again));
        Assert.Equal("default", again.Cluster);
    }

    [Fact]
    public void Hours_that_were_folded_into_days_add_up_to_the_same_and_take_less_room()
    {
        Flow[] flows = RandomFlows.Of(4, 20000, hours: 24 * 6);
        using WindowStore store = _folder.Record();
        store.Commit(StoreFolder.Batch(flows));
        long hours = store.Info().Hours;
        Assert.Equal(4, store.FoldDays(flows[^1].Time));
        StoreInfo info = store.Info();
        Assert.Equal((24 * 6, 4), (hours, info.Days));
        Assert.Equal((24 * 6) - (2 + (3 * 24)), info.Hours);
        Assert.Equal(StoreFolder.Text(flows), StoreFolder.Text(store));

        // What comes late for a folded day is added to the day.
        Flow[] late = [.. flows.Where(flow => flow.Time < flows[0].Time + (3 * Hour))];
        store.Commit(StoreFolder.Batch(late));
        Assert.Equal(info.Hours, store.Info().Hours);
        Assert.Equal(StoreFolder.Text([.. flows, .. late]), StoreFolder.Text(store));
        Assert.Equal(0, store.FoldDays(flows[^1].Time));
    }

    [Fact]
    public void A_window_takes_whole_hours_and_says_which()
    {
        Flow[] flows = RandomFlows.Of(5, 2000, hours: 20);
        using WindowStore store = _folder.Record();
        store.Commit(StoreFolder.Batch(flows));
        long start = RandomFlows.Start.Ticks;
        StoredWindow window = store.Load(start + (3 * Hour) + 17, start + (7 * Hour) + 5);
        Assert.Equal((start + (3 * Hour), start + (8 * Hour)), (window.Since, window.Until));
        Assert.Equal(StoreFolder.Text(flows.Where(flow => flow.Time >= window.Since && flow.Time < window.Until)), RandomFlows.Text(window.Tally));
    }

    [Fact]
    public void A_window_of_everything_begins_and_ends_with_what_was_read()
    {
        Flow[] flows = RandomFlows.Of(6, 100, hours: 5);
        using WindowStore store = _folder.Record();
        Assert.Equal((0, 1), (store.Load(0, long.MaxValue).Since, store.Load(0, long.MaxValue).Until));
        store.Commit(StoreFolder.Batch(flows));
        Assert.Equal((flows.Min(f => f.Time), flows.Max(f => f.Time) + 1), (store.Load(0, long.MaxValue).Since, store.Load(0, long.MaxValue).Until));
        store.Commit(new RecordedBatch { Spans = [new("n1", flows[0].Time - Hour, flows[^1].Time + Hour)] });
        Assert.Equal((flows[0].Time - Hour, flows[^1].Time + Hour + 1), (store.Load(0, long.MaxValue).Since, store.Load(0, long.MaxValue).Until));
    }

    [Fact]
    public void Spans_unite_and_losses_and_seen_counts_add_up()
    {
        using WindowStore store = _folder.Record();
        long hour = RandomFlows.Start.Ticks / Hour, now = RandomFlows.Start.Ticks;
        store.Commit(new RecordedBatch
        {
            Spans = [new("n1", now, now + 10), new("n1", now + 30, now + 40), new("n2", now, now + 5)],
            Losses = [new("n1", hour, LossSource.HubbleRingBuffer, 3)],
            Seen = [new("n1", hour, 10, 12)],
            Restarts = [new("n2", now + 3)],
        });
        store.Commit(new RecordedBatch
        {
            Spans = [new("n1", now + 10, now + 20), new("n1", now + 15, now + 30), new("n1", now + 50, now + 60)],
            Losses = [new("n1", hour, LossSource.HubbleRingBuffer, 4), new("n1", hour, LossSource.Recorder, 1)],
            Seen = [new("n1", hour, 1, 1)],
            Restarts = [new("n2", now + 3)],
        });
        StoredWindow window = store.Load(0, long.MaxValue);
        Assert.Equal([new("n1", now, now + 40), new("n1", now + 50, now + 60), new("n2", now, now + 5)], window.Spans);
        Assert.Equal([new("n1", hour, LossSource.HubbleRingBuffer, 7), new("n1", hour, LossSource.Recorder, 1)], window.Losses);
        Assert.Equal([new SeenCount("n1", hour, 11, 13)], window.Seen);
        Assert.Equal([new NodeRestart("n2", now + 3)], window.Restarts);
    }

    [Fact]
    public void Marks_are_kept_with_their_overlap_and_take_the_place_of_older_ones()
    {
        Guid[] keys = [Guid.NewGuid(), Guid.NewGuid()];
        using (WindowStore store = _folder.Record())
        {
            store.Commit(new RecordedBatch { Marks = [new("b", 5, keys), new("a", 7, [])] });
            store.Commit(new RecordedBatch { Marks = [new("a", 9, keys[..1])] });
        }

        using WindowStore again = _folder.Record();
        IReadOnlyList<NodeMark> marks = again.Marks();
        Assert.Equal(["a 9", "b 5"], marks.Select(mark => $"{mark.Node} {mark.LastTime}"));
        Assert.Equal(keys[..1], marks[0].Overlap);
        Assert.Equal(keys, marks[1].Overlap);
    }

    [Fact]
    public void A_store_that_was_pruned_equals_one_that_never_held_the_old_hours()
    {
        Flow[] flows = RandomFlows.Of(7, 6000, hours: 24 * 5);
        long cut = RandomFlows.Start.Ticks + (60 * Hour);
        using WindowStore store = _folder.Record();
        store.Commit(StoreFolder.Batch(flows));
        store.Commit(new RecordedBatch { Spans = [new("n1", flows[0].Time, flows[^1].Time)], Marks = [new("n1", flows[^1].Time, [])] });
        StoreInfo before = store.Info();
        Assert.Equal(60, store.Prune(cut));
        Flow[] kept = [.. flows.Where(flow => flow.Time >= cut)];
        Assert.Equal(StoreFolder.Text(kept), StoreFolder.Text(store));
        Assert.Equal([new RecordedSpan("n1", cut, flows[^1].Time)], store.Load(0, long.MaxValue).Spans);
        Assert.Single(store.Marks());
        StoreInfo after = store.Info();
        Assert.True(after.Edges < before.Edges, $"{after.Edges} < {before.Edges}");

        // What was forgotten gets new numbers when it comes again.
        store.Commit(StoreFolder.Batch(flows.Where(flow => flow.Time < cut)));
        Assert.Equal(StoreFolder.Text(flows), StoreFolder.Text(store));
        store.Prune(long.MaxValue);
        Assert.Equal((0, 0, 0), (store.Info().Edges, store.Info().Ends, store.Info().Hours));
    }

    [Fact]
    public void Its_size_does_not_grow_with_flows()
    {
        Flow[] flows = RandomFlows.Of(8, 2000, hours: 3);
        using WindowStore store = _folder.Record();
        store.Commit(StoreFolder.Batch(flows));
        string once = StoreFolder.Text(flows);
        for (int i = 0; i < 3; i++)
        {
            store.Commit(StoreFolder.Batch(flows));
        }

        long size = Rows(store);
        for (int i = 0; i < 12; i++)
        {
            store.Commit(StoreFolder.Batch(flows));
        }

        Assert.InRange(Rows(store), size, size * 105 / 100);
        Assert.NotEqual(once, StoreFolder.Text(store));
        Assert.Equal(16 * 2000, store.Info().Read);
    }

    [Fact]
    public void A_reader_sees_whole_batches_while_a_recorder_writes()
    {
        Flow[] flows = RandomFlows.Of(9, 1000, hours: 4);
        using WindowStore writer = _folder.Record();
        using WindowStore reader = _folder.Read();
        foreach (Flow[] part in flows.Chunk(100))
        {
            writer.Commit(StoreFolder.Batch(part));
            Assert.Equal(StoreFolder.Text(writer), StoreFolder.Text(reader));
        }

        Assert.Throws<InvalidOperationException>(() => reader.Commit(new RecordedBatch()));
    }

    [Fact]
    public void The_last_one_that_closes_a_store_takes_its_log_away_also_when_it_only_read()
    {
        using (WindowStore writer = _folder.Record())
        {
            writer.Commit(StoreFolder.Batch(RandomFlows.Of(10, 100)));
            using WindowStore reader = _folder.Read();
            Assert.Equal(StoreFolder.Text(writer), StoreFolder.Text(reader));
        }

        using (WindowStore reader = _folder.Read())
        {
            Assert.False(reader.IsEmpty);
        }

        Assert.Equal([_folder.File()], Directory.GetFiles(_folder.Folder.FullName));
    }

    private static long Rows(WindowStore store)
    {
        using WindowStore reader = WindowStore.OpenToRead(store.Path, TimeProvider.System);
        return reader.RowBytes();
    }
}
