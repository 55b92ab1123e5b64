using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Tests.Cli.Output;

public class GraphTableTests
{
    private static readonly CommunicationGraph Graph = SampleGraph.Of(
        SampleGraph.Edge(
            SampleGraph.Workload("a-rather-long-namespace-name", "a-workload-with-a-name-of-sixty-three-characters"), SampleGraph.Workload("shop", "[red]api[/]"), 8080,
            marks: EdgeMarks.SeenOnce | EdgeMarks.Unanswered | EdgeMarks.DirectionAssumed),
        SampleGraph.Edge(SampleGraph.Workload("shop", "x\u001b[31m"), SampleGraph.World(), 443, addresses: SampleGraph.At("192.0.2.1")));

    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    public void On_a_terminal_no_line_is_wider_than_it(int width)
    {
        using var host = new TestHost { IsTerminal = true, Width = width };
        new GraphTable().Write(Graph, InputAccount.None, host.Terminal);
        Assert.All(host.Out.Split('\n'), line => Assert.True(line.TrimEnd('\r').Length <= width, line));
        Assert.Contains("─", host.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_and_escapes_of_names_are_only_text()
    {
        using var host = new TestHost { IsTerminal = true, Width = 200 };
        new GraphTable().Write(Graph, InputAccount.None, host.Terminal);
        Assert.Contains("shop/[red]api[/]", host.Out, StringComparison.Ordinal);
        Assert.Contains("x\\u001b[31m", host.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', host.Out);
    }

    [Fact]
    public void Elsewhere_there_are_no_borders_and_no_limit_of_width()
    {
        using var host = new TestHost();
        new GraphTable().Write(Graph, InputAccount.None, host.Terminal);
        string[] lines = host.Out.Split('\n');
        Assert.Equal("CLIENT", lines[0].Split(' ')[0]);
        Assert.StartsWith("a-rather-long-namespace-name/a-workload-with-a-name-of-sixty-three-characters  shop/[red]api[/]  TCP/8080", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("unanswered, seen-once, direction-assumed", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("─", host.Out, StringComparison.Ordinal);
    }
}
