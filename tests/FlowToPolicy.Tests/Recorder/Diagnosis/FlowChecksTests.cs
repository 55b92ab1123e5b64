using FlowToPolicy.Flows;
using FlowToPolicy.Identities;
using FlowToPolicy.Recorder.Diagnosis;
using FlowToPolicy.Tests.Graph;

namespace FlowToPolicy.Tests.Recorder.Diagnosis;

public sealed class FlowChecksTests
{
    private static readonly Party Web = Party.Pod("shop/web-6c9f7d5b8-k2x4q", "Deployment/web", "10.0.1.10", labels: "app=web");
    private static readonly Party Api = Party.Pod("shop/api-6c9f7d5b8-k2x4z", "Deployment/api", "10.0.1.11", labels: "app=api");
    private static readonly Party World = Party.Reserved("world", "203.0.113.7");

    [Fact]
    public void A_whole_log_of_a_week_has_nothing_to_object_to()
    {
        FlowCensus census = Census(Story(), (index, flow) => flow with
        {
            Uuid = new Guid(index + 1, 0, 0, new byte[8]),
            Time = flow.Time + (index * TimeSpan.TicksPerDay * 2),
            DestinationNames = NameList.Of(["api.example.com"]),
        });

        Assert.All(FlowChecks.Examine(census), r => Assert.True(r.State == CheckState.Ok, r.ToString()));
    }

    [Fact]
    public void Nothing_at_all_fails() => Assert.Equal(CheckState.Failing, FlowChecks.Examine(new FlowCensus()).Single(r => r.Name == "flows").State);

    [Fact]
    public void A_field_mask_without_labels_fails_with_its_cure()
    {
        CheckResult result = Check("labels", (_, flow) => flow with { Source = Bare(flow.Source), Destination = Bare(flow.Destination) });

        Assert.Equal(CheckState.Failing, result.State);
        Assert.Contains("source.labels", result.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public void Some_pods_without_labels_are_a_warning_with_their_number()
    {
        CheckResult result = Check("labels", (index, flow) => index == 0 ? flow with { Source = Bare(flow.Source) } : flow);

        Assert.Equal(CheckState.Warning, result.State);
        Assert.StartsWith("1 of ", result.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exporter_that_drops_addresses_rules_out_CIDR_rules()
    {
        CheckResult result = Check("addresses", (_, flow) => flow with { SourceAddress = default, DestinationAddress = default });

        Assert.Equal(CheckState.Warning, result.State);
        Assert.Contains("no CIDR rule", result.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public void Flows_without_ports_are_of_no_use() =>
        Assert.Equal(CheckState.Failing, Check("ports", (_, flow) => flow with { SourcePort = 0, DestinationPort = 0 }).State);

    [Fact]
    public void Flows_without_is_reply_are_of_little_use() =>
        Assert.Equal(CheckState.Failing, Check("direction", (_, flow) => flow with { IsReply = null }).State);

    [Fact]
    public void Flows_without_ends_are_of_no_use() =>
        Assert.Equal(CheckState.Failing, Check("ends", (_, flow) => flow with { Source = Endpoint.Nothing, Destination = Endpoint.Nothing }).State);

    [Theory]
    [InlineData("names")]
    [InlineData("window")]
    [InlineData("uuids")]
    public void What_a_plain_short_log_lacks_is_a_warning(string name) => Assert.Equal(CheckState.Warning, Check(name, (_, flow) => flow with { Uuid = Guid.Empty }).State);

    [Fact]
    public void Events_that_a_filter_took_away_are_a_warning()
    {
        FlowCensus census = Census(new Traffic().Connection(Web, Api, 8080));

        Assert.Equal(["drops", "policy-verdicts"], FlowChecks.Examine(census)
            .Where(r => r.State == CheckState.Warning && r.Name is "drops" or "policy-verdicts").Select(r => r.Name).Order());
    }

    [Fact]
    public void An_aggregating_exporter_and_lost_events_are_warnings()
    {
        FlowCensus census = Census(Story(), (_, flow) => flow with { AggregateCount = 12 });
        census.Lost(new LostEvents(LostEventSource.HubbleRingBuffer, 5, "n", 0));
        census.Skip(SkipReason.Damaged);

        Assert.Equal(["aggregation", "damage", "loss"], FlowChecks.Examine(census)
            .Where(r => r.State == CheckState.Warning && r.Name is "aggregation" or "loss" or "damage").Select(r => r.Name).Order());
    }

    [Fact]
    public void Every_check_has_a_name_of_its_own() => Assert.Distinct(FlowChecks.All.Select(c => c.Name));

    private static Traffic Story() => new Traffic()
        .Connection(Web, Api, 8080)
        .Left(Web, World, 443)
        .Verdicts(Web, Api, 8080, TrafficDirection.Ingress, Verdict.Forwarded)
        .Dropped(Web, Api, 9090, TrafficDirection.Ingress);

    private static CheckResult Check(string name, Func<int, Flow, Flow> change) =>
        FlowChecks.Examine(Census(Story(), change)).Single(r => r.Name == name);

    private static FlowCensus Census(Traffic traffic, Func<int, Flow, Flow>? change = null)
    {
        var census = new FlowCensus();
        for (int i = 0; i < traffic.Flows.Count; i++)
        {
            census.Accept(change is null ? traffic.Flows[i] : change(i, traffic.Flows[i]));
        }

        return census;
    }

    private static Endpoint Bare(Endpoint end) => end with { Labels = LabelSet.Empty, Identity = end.Labels.IsReserved("world") ? 2 : end.Identity };
}
