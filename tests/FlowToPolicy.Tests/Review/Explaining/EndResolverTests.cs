using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Explaining;
using FlowToPolicy.Tests.Synthesis;

namespace FlowToPolicy.Tests.Review.Explaining;

public class EndResolverTests
{
    private static readonly KnownPod Idle = Pod("shop", "idle-6d4cf56db6-x7k2p", "idle");

    [Theory]
    [InlineData("shop/web", "shop/web", EndKind.Workload)]
    [InlineData("shop/web-7d4cf56db6-x7k2p", "shop/web", EndKind.Workload)]
    [InlineData("shop/idle", "shop/idle", EndKind.Workload)]
    [InlineData("shop/idle-6d4cf56db6-x7k2p", "shop/idle-6d4cf56db6-x7k2p", EndKind.Workload)]
    [InlineData("entity:world", "world", EndKind.World)]
    [InlineData("entity:kube-apiserver", "kube-apiserver", EndKind.KubeApiServer)]
    [InlineData("203.0.113.9", "203.0.113.9", EndKind.World)]
    [InlineData("10.0.0.7", "shop/idle (10.0.0.7)", EndKind.Workload)]
    [InlineData("API.example.com.", "api.example.com", EndKind.World)]
    public void An_end_is_found_however_it_is_named(string text, string name, EndKind kind)
    {
        ExplainedEnd end = Resolver().Find(text).End!;
        Assert.Equal((name, kind), (end.Name, end.End.Kind));
        Assert.NotEmpty(end.Identities);
    }

    [Fact]
    public void A_name_leads_to_the_addresses_that_flows_show_for_it()
    {
        ExplainedEnd end = Resolver().Find("api.example.com").End!;
        Assert.Equal(["203.0.113.1", "203.0.113.2"], end.Identities.Select(identity => identity.Address.ToString()));
        Assert.All(end.Identities, identity => Assert.Equal(["api.example.com"], identity.Names!));
    }

    [Theory]
    [InlineData("shop/wbe", "shop/web")]
    [InlineData("web", "shop/web")]
    [InlineData("prod/web", "shop/web")]
    [InlineData("world", "entity:world")]
    [InlineData("entity:wrold", "entity:world")]
    [InlineData("entity:all", "entity:world")]
    public void A_mistyped_end_is_answered_with_names_that_are_near(string text, string suggestion)
    {
        EndAnswer answer = Resolver().Find(text);
        Assert.Null(answer.End);
        Assert.Contains(suggestion, answer.Suggestions);
    }

    [Fact]
    public void A_name_of_two_workloads_is_told_with_both()
    {
        var set = new End { Kind = EndKind.Workload, Workload = new Workload("shop", "StatefulSet", "web"), Name = "shop/web (StatefulSet)", LabelSets = [] };
        CommunicationGraph graph = Story().Graph();
        var twins = new CommunicationGraph
        {
            Ends = [.. graph.Ends.Where(end => end.Name != "shop/web"), set, new End { Kind = EndKind.Workload, Workload = new Workload("shop", "Deployment", "web"), Name = "shop/web (Deployment)", LabelSets = [] }],
            Edges = [],
            Window = graph.Window,
            Accounting = graph.Accounting,
            HomeClusters = [],
            IsMesh = false,
        };
        EndAnswer ambiguous = new EndResolver(twins, [], EvaluationOptions.Default).Find("shop/web");
        Assert.Null(ambiguous.End);
        Assert.Contains("shop/web (Deployment)", ambiguous.Suggestions);
        Assert.Contains("shop/web (StatefulSet)", ambiguous.Suggestions);
        Assert.Equal("shop/web (StatefulSet)", new EndResolver(twins, [], EvaluationOptions.Default).Find("shop/web (StatefulSet)").End!.Name);
    }

    private static EndResolver Resolver() => new(Story().Graph(), [Idle], EvaluationOptions.Default);

    private static ClusterStory Story()
    {
        ClusterStory story = ClusterStory.Cluster();
        story.Workload("shop/web", "app=web").Calls("shop/api", 8080)
            .CallsWorld(443, WorldCall.At("203.0.113.1", "api.example.com"), WorldCall.At("203.0.113.2", "Api.example.com."));
        return story;
    }

    private static KnownPod Pod(string space, string name, string workload) => new(
        space, name, new Workload(space, "Deployment", workload), LabelSet.Parse($"k8s:app={workload}", $"k8s:io.kubernetes.pod.namespace={space}"), [Address.Parse("10.0.0.7")], []);
}
