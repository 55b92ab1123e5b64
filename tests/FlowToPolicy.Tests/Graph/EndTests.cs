using FlowToPolicy.Flows;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Tests.Graph;

public class EndTests
{
    private static readonly Party Web = Party.Pod("shop/web-6c9f7d5b8-k2x4q", "Deployment/web", "10.0.1.10", "worker-1", labels: "app=web");
    private static readonly Party Cart = Party.Pod("shop/cart-5d8c9b7f6-zz9pl", "Deployment/cart", "10.0.2.20", "worker-2", labels: "app=cart");

    [Fact]
    public void A_workload_that_only_its_own_node_knows_is_learned_for_its_peers()
    {
        Party other = Party.Pod("shop/db-0", "StatefulSet/postgres", "10.0.3.1", "worker-3", labels: "app=db");
        CommunicationGraph graph = new Traffic()
            .Left(Web, other, 5432)
            .Arrived(Cart, other with { PodName = "db-1", Address = "10.0.3.2" }, 5432)
            .Graph();
        Assert.All(graph.Edges, e => Assert.Equal(("shop/postgres", "StatefulSet"), (e.Server.Name, e.Server.Workload!.Value.Kind)));
    }

    [Fact]
    public void A_workload_that_nobody_names_gets_the_stem_of_its_pods_and_says_so()
    {
        Party nameless = Party.Pod("shop/report-7d4b9c6f8-abcde", "", "10.0.3.1", "worker-3", labels: "app=report");
        End end = Assert.Single(new Traffic().Left(Web, nameless with { PodName = "report-7d4b9c6f8-zxcvb" }, 80).Graph().Edges).Server;
        Assert.Equal(("shop/report", true), (end.Name, end.NameIsGuessed));
    }

    [Fact]
    public void Two_kinds_of_one_name_are_two_ends_that_carry_their_kind()
    {
        Party set = Party.Pod("shop/web-0", "StatefulSet/web", "10.0.3.1", "worker-3", labels: "app=web-set");
        CommunicationGraph graph = new Traffic().Connection(Cart, Web, 80).Connection(Cart, set, 80).Graph();
        Assert.Equal(["shop/web (Deployment)", "shop/web (StatefulSet)"], graph.Edges.Select(e => e.Server.Name));
    }

    [Fact]
    public void A_rollout_that_changes_labels_stays_one_workload_with_two_label_sets()
    {
        Party next = Party.Pod("shop/web-5f955ffb9-w7n7m", "Deployment/web", "10.0.1.11", "worker-1", labels: ["app=web", "tier=gold"]);
        CommunicationGraph graph = new Traffic().Connection(Web, Cart, 80).Connection(next, Cart, 80).Graph();
        Assert.Equal(2, Assert.Single(graph.Edges).Client.LabelSets.Count);
    }

    [Fact]
    public void The_namespace_comes_from_the_field_where_the_labels_lack_it_and_is_added_to_them()
    {
        Party bare = Web with { Labels = LabelSet.Parse("k8s:app=web") };
        End end = Assert.Single(new Traffic().Left(bare, Cart, 80).Graph().Edges).Client;
        Assert.Equal("shop", Assert.Single(end.LabelSets).FindK8s(LabelKeys.Namespace));
    }

    [Fact]
    public void Labels_that_a_flow_left_out_are_learned_from_the_identity()
    {
        Party unlabelled = Web with { Labels = LabelSet.Empty };
        Edge edge = Assert.Single(new Traffic().Connection(unlabelled, Cart, 80).Left(Web, Cart, 80).Graph().Edges);
        Assert.Equal("web", Assert.Single(edge.ClientLabels).FindK8s("app"));
    }

    [Fact]
    public void The_node_of_the_pod_is_the_host_and_any_other_node_is_a_remote_one()
    {
        Party host = Party.Reserved("host", "192.0.2.11");
        CommunicationGraph graph = new Traffic()
            .Arrived(host, Cart, 8080)
            .Left(host with { Node = "worker-1" }, Cart, 9100)
            .Graph();
        Assert.Equal([("host", true), ("remote-node", false)], graph.Edges.Select(e => (e.Client.Name, e.Marks.HasFlag(EdgeMarks.LocalHost))).OrderBy(x => x.Name));
    }

    [Fact]
    public void A_local_API_server_is_the_host_as_a_client_and_the_API_server_when_it_is_called()
    {
        Party api = Party.Reserved("host,kube-apiserver", "192.0.2.10");
        CommunicationGraph graph = new Traffic().Arrived(api, Cart, 8080).Left(Web, api, 6443).Graph();
        Assert.Equal("host", graph.Edges.Single(e => e.Port == 8080).Client.Name);
        Assert.Equal("kube-apiserver", graph.Edges.Single(e => e.Port == 6443).Server.Name);
    }

    [Fact]
    public void A_pod_that_reaches_itself_gives_no_edge_but_its_replicas_do()
    {
        Party replica = Web with { PodName = "web-6c9f7d5b8-zz9pl", Address = "10.0.1.99", Node = "worker-2" };
        Assert.Empty(new Traffic().Arrived(Web, Web, 8080).Graph().Edges);
        Assert.Equal("shop/web", Assert.Single(new Traffic().Connection(Web, replica, 8080).Graph().Edges).Server.Name);
    }

    [Fact]
    public void Health_probes_and_talk_between_nodes_are_nobodys_connection()
    {
        CommunicationGraph graph = new Traffic()
            .Arrived(Party.Reserved("remote-node", "192.0.2.12"), Party.Reserved("health", "10.0.1.1"), 4240)
            .Left(Party.Reserved("host", "192.0.2.11"), Party.Reserved("remote-node", "192.0.2.12"), 10250)
            .Graph();
        Assert.Empty(graph.Edges);
        Assert.Equal(["health probe", "no workload at either end"], graph.Accounting.Reasons.Select(r => r.Key));
    }

    [Fact]
    public void Pods_of_another_cluster_keep_their_cluster()
    {
        Party east = Party.Pod("shop/web-6c9f7d5b8-k2x4q", "Deployment/web", "10.1.1.10", "worker-1", "east", "app=web");
        Party west = Party.Pod("shop/cart-0", "StatefulSet/cart", "10.2.2.20", "worker-9", "west", "app=cart");
        CommunicationGraph graph = new Traffic().Left(east, west, 8080, change: f => f with { NodeName = "east/worker-1" }).Graph();
        Edge edge = Assert.Single(graph.Edges);
        Assert.True(graph.IsMesh);
        Assert.Equal(("east:shop/web", true, "west:shop/cart", false), (edge.Client.Name, edge.Client.IsHome, edge.Server.Name, edge.Server.IsHome));
    }

    [Fact]
    public void Namesakes_in_two_clusters_of_a_mesh_are_two_pods()
    {
        Party west = Party.Pod("shop/db-0", "StatefulSet/db", "10.1.1.10", "worker-1", "west", "app=db");
        Party east = Party.Pod("shop/db-0", "StatefulSet/db", "10.2.2.20", "worker-9", "east", "app=db");
        Edge edge = Assert.Single(new Traffic().Left(west, east, 7000, change: f => f with { NodeName = "west/worker-1" }).Graph().Edges);
        Assert.Equal(("west:shop/db", "east:shop/db"), (edge.Client.Name, edge.Server.Name));
    }

    [Fact]
    public void A_workload_without_any_edge_is_a_bystander()
    {
        Party back = Party.Pod("shop/back-5f955ffb9-w7n7m", "Deployment/back", "10.0.2.30", "worker-2", labels: ["app=web", "tier=back"]);
        CommunicationGraph graph = new Traffic().Connection(Web, Cart, 80).Left(back, Cart, 80, change: f => f with { TraceReason = TraceReason.Related }).Graph();
        Assert.Equal("shop/back", Assert.Single(graph.Bystanders).Name);
        Assert.DoesNotContain(graph.Ends, e => e.Name == "shop/back");
    }

    [Fact]
    public void A_resolver_that_one_client_shows_is_one_for_all_its_clients()
    {
        Party dns = Party.Pod("infra/dns-x7k2p", "DaemonSet/dns", "10.0.2.53", "worker-2", labels: "app=dns");
        CommunicationGraph graph = new Traffic()
            .DnsAnswer(Web, dns, "api.example.com", "203.0.113.10").Connection(Cart, dns, 5353, Protocol.Udp)
            .DnsAnswer(Web, dns, "api.example.com", "203.0.113.10").Connection(Cart, dns, 53, Protocol.Udp)
            .Graph();
        Assert.True(graph.Edges.Single(e => e.Client.Name == "shop/cart" && e.Port == 53).IsDns);
        Assert.False(graph.Edges.Single(e => e.Client.Name == "shop/cart" && e.Port == 5353).IsDns);
    }

    [Theory]
    [InlineData("web-6c9f7d5b8-k2x4q", "web", "ReplicaSet")]
    [InlineData("node-exporter-x7k2p", "node-exporter", "Generated")]
    [InlineData("db-0", "db", "Ordinal")]
    [InlineData("backup-29384756-w7n7m", "backup", "CronJob")]
    [InlineData("my-special-pod", "my-special-pod", "Bare")]
    [InlineData("nginx", "nginx", "Bare")]
    [InlineData("", "", "None")]
    public void The_lasting_part_of_a_pods_name_is_found(string name, string stem, string shape)
    {
        var parsed = FlowToPolicy.Graph.Folding.PodName.Parse(name);
        Assert.Equal((stem, shape), (parsed.Stem, parsed.Shape.ToString()));
    }
}
