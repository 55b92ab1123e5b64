using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Review.Findings;
using FlowToPolicy.Tests.Cli;

namespace FlowToPolicy.Tests.Review.Findings;

public class HubbleCommandTests
{
    private static readonly End Web = SampleGraph.Workload("shop", "web", pods: ["web-5f955ffb9-w7n7m"]);

    [Fact]
    public void An_edge_between_workloads_is_shown_by_pods_port_and_protocol() =>
        Assert.Equal(
            "hubble observe --last 100 --from-pod shop/web --to-pod shop/api --port 8080 --protocol tcp --verdict AUDIT",
            HubbleCommand.For(SampleGraph.Edge(Web, SampleGraph.Workload("shop", "api"), 8080), "--verdict", "AUDIT"));

    [Fact]
    public void A_few_addresses_are_named_and_many_are_the_world()
    {
        EdgeAddress[] few = [SampleGraph.At("192.0.2.1"), SampleGraph.At("2001:db8::1")];
        Assert.Equal(
            "hubble observe --last 100 --from-pod shop/web --to-ip 192.0.2.1 --to-ip 2001:db8::1 --port 443 --protocol tcp",
            HubbleCommand.For(SampleGraph.Edge(Web, SampleGraph.World(), 443, addresses: few)));
        EdgeAddress[] many = [.. Enumerable.Range(1, 9).Select(n => SampleGraph.At($"192.0.2.{n}"))];
        Assert.Equal(
            "hubble observe --last 100 --from-pod shop/web --to-label reserved:world --port 443 --protocol tcp",
            HubbleCommand.For(SampleGraph.Edge(Web, SampleGraph.World(), 443, addresses: many)));
    }

    [Fact]
    public void ICMP_has_no_port_and_nodes_are_named_by_label() =>
        Assert.Equal(
            "hubble observe --last 100 --from-label reserved:remote-node --to-pod shop/web --protocol icmpv4",
            HubbleCommand.For(SampleGraph.Edge(SampleGraph.Reserved(EndKind.RemoteNode, "remote-node"), Web, 8, protocol: Protocol.IcmpV4)));

    [Fact]
    public void The_world_of_two_address_families_is_named_by_the_labels_that_were_seen()
    {
        var world = new End
        {
            Kind = EndKind.World,
            Name = "world",
            LabelSets = [LabelSet.Parse("cidr:192.0.2.0/24", "reserved:world-ipv4"), LabelSet.Parse("reserved:world-ipv6")],
        };
        Assert.Equal(
            "hubble observe --last 100 --from-label reserved:world-ipv4 --from-label reserved:world-ipv6 --to-pod shop/web --port 443 --protocol tcp",
            HubbleCommand.For(SampleGraph.Edge(world, Web, 443)));
    }

    [Theory]
    [InlineData(EndKind.Host, "--label reserved:host")]
    [InlineData(EndKind.KubeApiServer, "--label reserved:kube-apiserver")]
    [InlineData(EndKind.World, "--label reserved:world")]
    [InlineData(EndKind.Unknown, "--identity unknown")]
    public void An_end_without_labels_is_named_by_its_kind(EndKind kind, string filter) =>
        Assert.Equal($"hubble observe --last 100 {filter}", HubbleCommand.ForEnd(new End { Kind = kind, Name = "x", LabelSets = [] }));

    [Fact]
    public void Pods_that_are_not_named_like_their_workload_are_found_by_what_their_names_share() =>
        Assert.Equal(
            "hubble observe --last 100 --pod shop/cron-28",
            HubbleCommand.ForEnd(SampleGraph.Workload("shop", "nightly", pods: ["cron-281", "cron-282"])));

    [Fact]
    public void A_hostile_name_stays_one_word() =>
        Assert.Equal(
            "hubble observe --last 100 --pod 'shop/web; reboot'",
            HubbleCommand.ForEnd(SampleGraph.Workload("shop", "web; reboot")));
}
