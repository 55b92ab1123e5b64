using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Logs;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Tests.Graph.Samples;

/// <summary>Each event kind and each real capture by itself: the edge that it gives, or the reason why it gives none.</summary>
public class SampleTests
{
    [Theory]
    [InlineData(1, "shop/web -> shop/cart TCP/8080 Allowed")]
    [InlineData(2, "shop/web -> shop/cart TCP/8080 Allowed")]
    [InlineData(3, "shop/web -> shop/cart TCP/8080 Allowed")]
    [InlineData(4, "shop/web -> shop/cart TCP/8080 Allowed")]
    [InlineData(5, "shop/web -> kube-system/coredns UDP/53 Allowed")]
    [InlineData(6, "shop/web -> kube-system/coredns UDP/53 Allowed")]
    [InlineData(7, "shop/web -> shop/cart TCP/8080 Allowed")]
    [InlineData(8, "shop/web -> shop/cart TCP/8080 Allowed")]
    [InlineData(9, "shop/web -> world TCP/443 Allowed")]
    [InlineData(10, "shop/web -> world TCP/443 Allowed")]
    [InlineData(11, "shop/web -> shop/cart TCP/9090 Denied")]
    [InlineData(12, "shop/web -> shop/cart TCP/9090 Denied")]
    [InlineData(13, "shop/web -> shop/cart TCP/9090 Audited")]
    [InlineData(14, "shop/web -> shop/cart TCP/8080 Allowed")]
    [InlineData(15, "shop/web -> shop/cart ICMPv4/8 Allowed")]
    [InlineData(16, "host -> shop/cart TCP/8080 Allowed")]
    [InlineData(17, "world -> shop/cart TCP/8080 Allowed")]
    [InlineData(18, "socket translation")]
    [InlineData(19, "socket translation")]
    [InlineData(20, "east:shop/web -> west:shop/cart TCP/8080 Allowed")]
    [InlineData(21, "notice of lost events")]
    [InlineData(22, "notice of lost events")]
    [InlineData(23, "notice about nodes")]
    [InlineData(24, "notice about nodes")]
    [InlineData(25, "agent event")]
    [InlineData(26, "request or reply not known")]
    [InlineData(27, "IPv6 neighbour discovery")]
    [InlineData(28, "shop/web -> shop/cart TCP/8080 Allowed")]
    [InlineData(29, "shop/web -> shop/cart TCP/8080 Allowed")]
    public void Each_sample_flow_gives_its_edge_or_its_reason(int line, string expected) =>
        Assert.Equal(expected, Outcome("hubble-samples.jsonl", line));

    [Theory]
    [InlineData(1, "default/kapinger-bad -> default/kapinger-good TCP/8080 Allowed")]
    [InlineData(2, "default/kapinger-bad -> default/kapinger-good TCP/8080 Allowed")]
    [InlineData(3, "default/kapinger-bad -> default/kapinger-good TCP/8080 Allowed")]
    public void Each_real_flow_of_AKS_gives_its_edge_or_its_reason(int line, string expected) =>
        Assert.Equal(expected, Outcome("aks-2025.jsonl", line));

    [Theory]
    [InlineData(1, "host -> kube-system/coredns TCP/8181 Allowed")]
    public void Each_real_flow_of_EKS_gives_its_edge_or_its_reason(int line, string expected) =>
        Assert.Equal(expected, Outcome("eks-chained-1.19.2.jsonl", line));

    [Theory]
    [InlineData(1, "kube-system/csi-cbs-controller -> kube-apiserver TCP/60002 Allowed")]
    [InlineData(2, "no workload at either end")]
    [InlineData(3, "no workload at either end")]
    public void Each_real_flow_of_TKE_gives_its_edge_or_its_reason(int line, string expected) =>
        Assert.Equal(expected, Outcome("tke-1.19.1.jsonl", line));

    private static string Outcome(string file, int line)
    {
        string text = File.ReadLines(Repository.Fixture("samples", file)).ElementAt(line - 1);
        var builder = new GraphBuilder();
        try
        {
            new LogSource(["-"], () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), LogOptions.Default, new EndpointTable()).Read(builder);
        }
        catch (InputException)
        {
            // A line without any flow is an error of the whole input; its reason is what is asked for here.
        }

        CommunicationGraph graph = builder.Build();
        return graph.Edges.Count == 0
            ? string.Join("; ", graph.Accounting.Reasons.Select(r => r.Key))
            : string.Join("; ", graph.Edges.Select(e => $"{e.Client} -> {e.Server} {e.Protocol.Name()}/{e.Port} {e.Outcome}"));
    }
}
