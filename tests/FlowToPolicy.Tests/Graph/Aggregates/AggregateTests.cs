using System.Text;
using FlowToPolicy.Flows;
using FlowToPolicy.Graph;
using FlowToPolicy.Graph.Aggregates;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Graph.Folding.Rows;

namespace FlowToPolicy.Tests.Graph.Aggregates;

/// <summary>Sums that were written as rows and read again are the same sums; rows that a database writes may leave much out.</summary>
public class AggregateTests
{
    private static readonly long Hour = RandomFlows.Start.Ticks;

    [Theory]
    [InlineData(1, 300)]
    [InlineData(2, 3000)]
    [InlineData(3, 12000)]
    public void Rows_give_back_the_sums(int seed, int flows)
    {
        Flow[] all = RandomFlows.Of(seed, flows, hours: 5);
        var reader = new AggregateReader();
        foreach ((long hour, GraphTally tally) in RandomFlows.ByHour(all))
        {
            if (hour == Hour / TimeSpan.TicksPerHour)
            {
                tally.Lost[LostEventSource.HubbleRingBuffer] = 7;
                tally.Learn(new NodeStatus(NodeState.Error, ["worker-9"], "out of order"));
                tally.Count(SkipReason.Damaged, 3);
            }

            Read(reader, [.. new AggregateWriter(hour * TimeSpan.TicksPerHour, 1).Write(tally)]);
        }

        GraphTally expected = Traffic.Fold(all).Tally;
        expected.Lost[LostEventSource.HubbleRingBuffer] = 7;
        expected.Learn(new NodeStatus(NodeState.Error, ["worker-9"], "out of order"));
        expected.Count(SkipReason.Damaged, 3);
        Assert.Equal(5, reader.Buckets().Count);
        Assert.Equal(RandomFlows.Text(expected), Text(reader));
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
        var reader = new AggregateReader();
        Read(reader, [.. new AggregateWriter(Hour, 1).Write(tally)]);
        Assert.Equal(RandomFlows.Text(tally), Text(reader));
    }

    [Fact]
    public void The_order_of_rows_makes_no_difference_and_writing_again_gives_the_same_bytes()
    {
        GraphTally tally = Traffic.Fold(RandomFlows.Of(4, 2000, hours: 1)).Tally;
        byte[][] rows = [.. new AggregateWriter(Hour, 1).Write(tally)];
        byte[][] shuffled = [.. rows];
        new Random(4).Shuffle(shuffled);
        var reader = new AggregateReader();
        Read(reader, shuffled);
        IReadOnlyList<byte[]> again = new AggregateWriter(Hour, 1).Write(reader.Buckets().Single().Value);
        Assert.Equal(Encoding.UTF8.GetString([.. rows.SelectMany(row => row)]), Encoding.UTF8.GetString([.. again.SelectMany(row => row)]));
    }

    [Fact]
    public void A_row_of_a_database_needs_only_ends_port_and_counts()
    {
        var reader = new AggregateReader();
        Read(
            reader,
            """{"apiVersion":"flow2policy/v1","kind":"EdgeAggregates"}""",
            """{"client_namespace":"shop","client_labels":["k8s:app=web","k8s:io.kubernetes.pod.namespace=shop"],"client_pod":"web-6c9f7d5b8-k2x4q","client_workload_kind":"Deployment","client_workload":"web","server_namespace":"shop","server_labels":["k8s:app=api"],"protocol":"tcp","port":"8080","node":"prod/worker-1","first":"2026-03-01 10:12:00","last":"2026-03-01T10:55:00Z","client_new":"12","server_reply":3,"colour":"blue"}""",
            """{"client_namespace":"shop","client_labels":["k8s:app=web","k8s:io.kubernetes.pod.namespace=shop"],"client_pod":"web-6c9f7d5b8-k2x4q","server_namespace":"shop","server_labels":["k8s:app=api"],"protocol":"TCP","port":8080,"bucket":"2026-03-01T10:00:00Z","client_new":5,"server_labels_note":null}""",
            "");
        GraphTally tally = Assert.Single(reader.Buckets()).Value;
        var builder = new GraphBuilder();
        builder.Tally.Merge(tally);
        CommunicationGraph graph = builder.Build();
        Edge edge = Assert.Single(graph.Edges);
        Assert.Equal(("shop/web", "Deployment"), (edge.Client.Name, edge.Client.Workload!.Value.Kind));
        Assert.Equal(17, edge.Evidence.Sightings.ClientNew);
        Assert.Equal(["prod/worker-1"], edge.Evidence.Nodes);
        Assert.Equal(["prod"], graph.HomeClusters);
        Assert.Equal((20, 20), (graph.Accounting.Read, graph.Accounting.Folded));
        Assert.Equal(new DateTime(2026, 3, 1, 10, 12, 0).Ticks, graph.Window.First);
    }

    [Fact]
    public void Rows_of_addresses_add_up_to_the_edge()
    {
        const string Row = """{"client_namespace":"shop","client_labels":["k8s:app=web"],"server_labels":["reserved:world"],"protocol":"TCP","port":443,"address":"ADDRESS","client_new":2}""";
        var reader = new AggregateReader();
        Read(reader, Row.Replace("ADDRESS", "203.0.113.7", StringComparison.Ordinal), Row.Replace("ADDRESS", "203.0.113.8", StringComparison.Ordinal), Row.Replace("ADDRESS", "203.0.113.7", StringComparison.Ordinal));
        var builder = new GraphBuilder();
        builder.Tally.Merge(reader.Buckets().Values.Single());
        Edge edge = Assert.Single(builder.Build().Edges);
        Assert.Equal(["203.0.113.7 4", "203.0.113.8 2"], edge.Addresses.Select(address => $"{address.Address} {address.Connections}"));
        Assert.Equal((6, 0), (edge.Evidence.Connections, edge.AddressesBeyond));
    }

    [Fact]
    public void Only_buckets_of_the_window_are_taken()
    {
        var reader = new AggregateReader(Hour + (2 * TimeSpan.TicksPerHour), Hour + (3 * TimeSpan.TicksPerHour));
        Flow[] flows = RandomFlows.Of(5, 1000, hours: 8);
        foreach ((long hour, GraphTally tally) in RandomFlows.ByHour(flows))
        {
            Read(reader, [.. new AggregateWriter(hour * TimeSpan.TicksPerHour, 1).Write(tally)]);
        }

        Assert.Equal([Hour + (2 * TimeSpan.TicksPerHour), Hour + (3 * TimeSpan.TicksPerHour)], reader.Buckets().Keys.Select(key => key.Start).Order());
        Assert.True(reader.Outside > 0);
    }

    [Theory]
    [InlineData("x", "no JSON")]
    [InlineData("[]", "no JSON object")]
    [InlineData("""{"type":"colour"}""", "'colour' is no type")]
    [InlineData("""{"apiVersion":"flow2policy/v9","kind":"EdgeAggregates"}""", "names flow2policy/v9")]
    [InlineData("""{"protocol":"TCP","port":1}""", "neither end is a pod")]
    [InlineData("""{"client_namespace":"a","protocol":"TCP","port":70000}""", "'port' is larger")]
    [InlineData("""{"client_namespace":"a","protocol":"TCP"}""", "'port' is missing")]
    [InlineData("""{"client_namespace":"a","protocol":"XYZ","port":1}""", "'protocol' is none")]
    [InlineData("""{"client_namespace":"a","protocol":"TCP","port":1,"client_new":-1}""", "'client_new' is no count")]
    [InlineData("""{"client_namespace":"a","protocol":"TCP","port":1,"client_new":1e300}""", "'client_new' is no count")]
    [InlineData("""{"client_namespace":"a","protocol":"TCP","port":1,"client_labels":"k8s:a=b"}""", "'client_labels' is no list")]
    [InlineData("""{"client_namespace":7,"protocol":"TCP","port":1}""", "'client_namespace' is no text")]
    [InlineData("""{"client_namespace":"a","protocol":"TCP","port":1,"hours":7}""", "'hours' is neither")]
    [InlineData("""{"client_namespace":"a","protocol":"TCP","port":1,"first":"yesterday"}""", "'first' is no time")]
    [InlineData("""{"client_namespace":"a","protocol":"TCP","port":1,"address":"nowhere"}""", "'address' is no address")]
    [InlineData("""{"client_namespace":"a","protocol":"TCP","port":1,"samples":["1"]}""", "no uuid")]
    [InlineData("""{"client_namespace":"a","protocol":"TCP","port":1,"hours_of_week":[168]}""", "0 to 167")]
    [InlineData("""{"client_namespace":"\ud800","protocol":"TCP","port":1}""", "a text in it is none")]
    [InlineData("""{"type":"summary","lost":{"keys":1}}""", "'keys', which is not known")]
    [InlineData("""{"type":"pods","pods":["a"]}""", "about no pod")]
    [InlineData("""{"type":"identity","namespace":"a"}""", "no numeric identity")]
    public void Lines_that_are_no_rows_are_refused_and_add_nothing(string line, string reason)
    {
        var reader = new AggregateReader();
        Assert.Contains(reason, Assert.Throws<RowException>(() => Read(reader, line)).Message, StringComparison.Ordinal);
        Assert.Empty(reader.Buckets());
    }

    [Fact]
    public void Rows_that_somebody_damaged_are_refused_or_read_but_never_break_anything()
    {
        byte[][] rows = [.. new AggregateWriter(Hour, 1).Write(Traffic.Fold(RandomFlows.Of(6, 400, hours: 1)).Tally)];
        var random = new Random(6);
        int refused = 0;
        foreach (byte[] row in rows)
        {
            for (int i = 0; i < 30; i++)
            {
                byte[] damaged = [.. row];
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                try
                {
                    new AggregateReader().Read(damaged);
                }
                catch (RowException)
                {
                    refused++;
                }
            }
        }

        Assert.InRange(refused, rows.Length, rows.Length * 30);
    }

    private static void Read(AggregateReader reader, params string[] lines) => Read(reader, [.. lines.Select(Encoding.UTF8.GetBytes)]);

    private static void Read(AggregateReader reader, byte[][] lines)
    {
        foreach (byte[] line in lines)
        {
            reader.Read(line);
        }
    }

    private static string Text(AggregateReader reader)
    {
        var sum = new GraphTally();
        foreach (GraphTally tally in reader.Buckets().Values)
        {
            sum.Merge(tally);
        }

        return RandomFlows.Text(sum);
    }
}
