using FlowToPolicy.Flows;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Graph.Folding.Rows;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Tests.Graph.Folding;

/// <summary>A tally that was taken apart into rows and put together again is the same tally.</summary>
public class TallyRowsTests
{
    private static readonly long Start = RandomFlows.Start.Ticks;

    [Theory]
    [InlineData(1, 400)]
    [InlineData(2, 400)]
    [InlineData(3, 4000)]
    [InlineData(4, 20000)]
    public void Rows_give_back_the_tally(int seed, int flows)
    {
        GraphTally tally = Traffic.Fold(RandomFlows.Of(seed, flows)).Tally;
        tally.Lost[LostEventSource.HubbleRingBuffer] = 7;
        tally.Learn(new NodeStatus(NodeState.Error, ["worker-9"], "out of order"));
        tally.Count(SkipReason.Damaged, 3);
        KeptRows rows = KeptRows.Of(tally, Start);
        Assert.Equal(RandomFlows.Text(tally), RandomFlows.Text(rows.Read()));
        Assert.Equal(RandomFlows.Text(tally), RandomFlows.Text(rows.Read(KeptRows.Again(rows.Dictionary))));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Rows_of_parts_add_up_to_the_whole(int seed)
    {
        Flow[] flows = RandomFlows.Of(seed, 3000);
        string whole = RandomFlows.Text(Traffic.Fold(flows).Tally);
        var dictionary = new RowDictionary();
        var sum = new GraphTally();
        foreach ((long hour, GraphTally part) in RandomFlows.ByHour(flows).OrderByDescending(pair => pair.Key))
        {
            sum.Merge(KeptRows.Of(part, hour * TimeSpan.TicksPerHour, dictionary).Read());
        }

        Assert.Equal(whole, RandomFlows.Text(sum));
    }

    [Fact]
    public void Writing_what_was_read_gives_the_same_bytes()
    {
        KeptRows rows = KeptRows.Of(Traffic.Fold(RandomFlows.Of(21, 3000)).Tally, Start);
        KeptRows again = KeptRows.Of(rows.Read(), Start, rows.Dictionary);
        Assert.Equal(rows.Rows.Select(Show).Order(), again.Rows.Select(Show).Order());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 24)]
    [InlineData(-30, 70)]
    [InlineData(5, 400)]
    public void The_hours_of_an_edge_survive(int from, int hours)
    {
        var tally = new EdgeTally();
        for (int i = from; i < from + hours; i++)
        {
            tally.Add(Side.Client, Sighting.New, 1, Start + (i * TimeSpan.TicksPerHour), "node", Guid.Empty);
        }

        var whole = new GraphTally();
        RawEnd pod = Traffic.Fold(RandomFlows.Of(1, 100)).Tally.Edges.Keys.First().Client;
        whole.Edges.Add(new RawEdge(whole.Intern(pod), whole.Intern(pod), Protocol.Tcp, 80), tally);

        Assert.Equal(tally.Hours, Assert.Single(KeptRows.Of(whole, Start).Read().Edges.Values).Hours);
    }

    [Fact]
    public void More_addresses_than_an_edge_keeps_survive_as_their_estimate()
    {
        Party web = Party.Pod("shop/web-6c9f7d5b8-k2x4q", "Deployment/web", "10.0.1.10", labels: "app=web");
        var traffic = new Traffic();
        for (int i = 0; i < 3000; i++)
        {
            traffic.Left(web, Party.Reserved("world", i % 2 == 0 ? $"203.{i / 250}.{i % 250}.7" : $"2001:db8::{i:x}"), 443);
        }

        GraphTally tally = Traffic.Fold(traffic.Flows).Tally;
        Assert.Equal(RandomFlows.Text(tally), RandomFlows.Text(KeptRows.Of(tally, Start).Read()));
    }

    [Fact]
    public void A_row_of_a_quiet_edge_is_below_a_hundred_bytes()
    {
        Party web = Party.Pod("shop/web-6c9f7d5b8-k2x4q", "Deployment/web", "10.0.1.10", labels: "app=web");
        Party api = Party.Pod("shop/api-6c9f7d5b8-k2x4z", "Deployment/api", "10.0.1.11", labels: "app=api");
        KeptRows rows = KeptRows.Of(Traffic.Fold(new Traffic().Connection(web, api, 8080).Flows).Tally, Start);
        Assert.InRange(rows.Rows.Single(row => row.Key.Kind == RowKind.Edge).Value.Length, 40, 99);
    }

    [Fact]
    public void Damaged_rows_are_refused_with_a_reason_or_read_as_another_row_but_never_break_anything()
    {
        KeptRows rows = KeptRows.Of(Traffic.Fold(RandomFlows.Of(31, 300)).Tally, Start);
        var random = new Random(31);
        int refused = 0;
        foreach ((RowKey key, byte[] row) in rows.Rows)
        {
            for (int i = 0; i < 60; i++)
            {
                byte[] damaged = [.. row];
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
                refused += Refuses(rows, key, random.Next(4) == 0 ? damaged[..random.Next(damaged.Length)] : damaged) ? 1 : 0;
            }

            Assert.True(Refuses(rows, key, row[..^1]));
            Assert.True(Refuses(rows, key, [.. row, 0]));
            Assert.True(Refuses(rows, key, []));
            Assert.True(Refuses(rows, key, [99, .. row[1..]]));
        }

        Assert.InRange(refused, rows.Rows.Count * 10, rows.Rows.Count * 60);
    }

    [Fact]
    public void Random_bytes_are_refused()
    {
        KeptRows rows = KeptRows.Of(Traffic.Fold(RandomFlows.Of(41, 300)).Tally, Start);
        var random = new Random(41);
        for (int i = 0; i < 3000; i++)
        {
            byte[] noise = new byte[random.Next(1, 300)];
            random.NextBytes(noise);
            noise[0] = TallyRows.Version;
            foreach (RowKind kind in Enum.GetValues<RowKind>())
            {
                Refuses(rows, new RowKey(kind, 1), noise);
            }

            Assert.False(IsEnd(rows.Dictionary, noise) && noise.Length > 200);
        }

        Assert.True(Refuses(rows, new RowKey((RowKind)77, 0), [TallyRows.Version]));
    }

    [Fact]
    public void Numbers_that_nobody_uses_are_forgotten()
    {
        var texts = new NumberedValues<string>();
        Assert.Equal([1, 2, 3], new[] { "a", "b", "c" }.Select(texts.NumberOf));
        texts.Watch();
        Assert.True(texts.TryGet(2, out _));
        Assert.Equal([1, 3], texts.ForgetUnused());
        Assert.False(texts.TryGet(3, out _));
        Assert.Equal(4, texts.NumberOf("c"));
        Assert.Throws<RowException>(() => texts.Restore(4, "d"));
        Assert.Throws<RowException>(() => texts.Restore(9, "c"));
    }

    private static bool IsEnd(RowDictionary dictionary, byte[] row)
    {
        try
        {
            dictionary.ReadEnd(row);
            return true;
        }
        catch (RowException)
        {
            return false;
        }
    }

    private static bool Refuses(KeptRows rows, RowKey key, byte[] row)
    {
        try
        {
            TallyRows.AddTo(new GraphTally(), key, row, rows.Start, rows.Dictionary);
            return false;
        }
        catch (RowException refused)
        {
            Assert.NotEmpty(refused.Message);
            return true;
        }
    }

    private static string Show(KeyValuePair<RowKey, byte[]> row) => $"{row.Key} {Convert.ToHexString(row.Value)}";
}
