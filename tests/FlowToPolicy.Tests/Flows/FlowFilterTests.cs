using FlowToPolicy.Flows;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Tests.Flows;

public class FlowFilterTests
{
    [Theory]
    [InlineData("shop/web", true)]
    [InlineData("shop/", true)]
    [InlineData("/web", true)]
    [InlineData("/", true)]
    [InlineData("shop/web-6c9f-k2x4q", true)]
    [InlineData("shop/cart", false)]
    [InlineData("sho/", false)]
    [InlineData("web", false)]
    public void A_pod_is_asked_for_as_in_hubble(string pattern, bool admitted)
    {
        Flow flow = Flow.Blank;
        flow.Source = Pod("shop", "web-6c9f-k2x4q");
        Assert.Equal(admitted, new FlowFilter(pods: [pattern]).Admits(flow, out SkipReason reason));
        Assert.Equal(admitted ? default : SkipReason.FilteredOut, reason);
    }

    [Fact]
    public void A_bare_pod_name_is_in_the_default_namespace_or_in_the_namespaces_asked_for()
    {
        Assert.Equal(["default/web"], Texts(new FlowFilter(pods: ["web"])));
        Assert.Equal(["a/web", "b/web"], Texts(new FlowFilter(["a", "b"], ["web"])));
        Assert.Equal(["a/", "b/"], Texts(new FlowFilter(["a", "b", "a"])));
        Assert.Equal(["a/x", "/y"], Texts(new FlowFilter(["a"], ["a/x", "/y"])));
    }

    [Fact]
    public void A_pod_outside_the_namespaces_asked_for_is_a_conflict()
    {
        Assert.Contains("'pay/db'", FlowFilter.Conflict(["shop"], ["pay/db"]), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new FlowFilter(["shop"], ["pay/db"]));
        Assert.Null(FlowFilter.Conflict(["shop", "pay"], ["pay/db"]));
        Assert.Null(FlowFilter.Conflict([], ["pay/db"]));
    }

    [Fact]
    public void Either_end_will_do()
    {
        var filter = new FlowFilter(["shop"]);
        Flow flow = Flow.Blank;
        Assert.False(filter.Admits(flow, out _));
        flow.Destination = Pod("shop", "web");
        Assert.True(filter.Admits(flow, out _));
        flow.Source = flow.Destination;
        flow.Destination = Endpoint.Nothing;
        Assert.True(filter.Admits(flow, out _));
    }

    [Fact]
    public void The_namespace_label_counts_where_the_field_is_missing()
    {
        Flow flow = Flow.Blank;
        flow.Source = Endpoint.Nothing with { Labels = LabelSet.Parse("k8s:io.kubernetes.pod.namespace=shop") };
        Assert.True(new FlowFilter(["shop"]).Admits(flow, out _));
        Assert.False(new FlowFilter(["pay"]).Admits(flow, out _));
    }

    [Theory]
    [InlineData(99, SkipReason.OutsideWindow)]
    [InlineData(100, null)]
    [InlineData(200, null)]
    [InlineData(201, SkipReason.OutsideWindow)]
    [InlineData(0, SkipReason.NoTime)]
    public void Both_ends_of_the_window_belong_to_it(long time, SkipReason? expected)
    {
        Flow flow = Flow.Blank;
        flow.Time = time;
        bool admitted = new FlowFilter(since: 100, until: 200).Admits(flow, out SkipReason reason);
        Assert.Equal(expected is null, admitted);
        Assert.Equal(expected ?? default, reason);
    }

    [Fact]
    public void Without_a_window_a_flow_needs_no_time() =>
        Assert.True(FlowFilter.Everything.Admits(Flow.Blank, out _));

    private static IEnumerable<string> Texts(FlowFilter filter) => filter.Patterns.Select(p => p.ToString());

    private static Endpoint Pod(string ns, string name) => Endpoint.Nothing with { Namespace = ns, PodName = name };
}
