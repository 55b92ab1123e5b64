using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Tests.Cli.Output;

public class GraphDrawingTests
{
    private static readonly End Web = SampleGraph.Workload("shop", "web\"];evil[\\");
    private static readonly End Api = SampleGraph.Workload("shop", "api");
    private static readonly CommunicationGraph Graph = SampleGraph.Of(
        SampleGraph.Edge(Web, Api, 8080), SampleGraph.Edge(Web, Api, 9090), SampleGraph.Edge(Web, Api, 22, EdgeOutcome.Denied));

    [Fact]
    public void Dot_has_one_arrow_for_all_ports_that_share_a_fate()
    {
        using var host = new TestHost();
        new GraphDot().Write(Graph, InputAccount.None, host.Terminal);
        Assert.Equal(
            """
            digraph communication {
              rankdir=LR;
              node [shape=box];
              n0 [label="shop/api"];
              n1 [label="shop/web\"];evil[\\"];
              n1 -> n0 [label="TCP/8080, TCP/9090"];
              n1 -> n0 [label="TCP/22", style=dashed, color=red];
            }

            """,
            host.Out);
    }

    [Fact]
    public void Mermaid_writes_what_is_no_name_character_as_its_code()
    {
        using var host = new TestHost();
        new GraphMermaid().Write(Graph, InputAccount.None, host.Terminal);
        Assert.Equal(
            """
            flowchart LR
              n0["shop/api"]
              n1["shop/web#34;#93;#59;evil#91;#92;"]
              n1 -->|"TCP/8080, TCP/9090"| n0
              n1 -.->|"TCP/22"| n0

            """,
            host.Out);
    }
}
