using System.Globalization;
using System.Text;
using FlowToPolicy.Flows;

namespace FlowToPolicy.Tests.Flows.Logs;

/// <summary>Everything that a flow says, as one line, so that tests can compare flows and read the difference.</summary>
internal static class FlowText
{
    public static string Of(in Flow flow)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{flow.Time} {flow.Uuid} {flow.Verdict} drop={flow.DropReason} ")
            .Append(CultureInfo.InvariantCulture, $"{flow.Event}/{flow.EventSubType} {flow.Type} {flow.ObservationPoint} ")
            .Append(CultureInfo.InvariantCulture, $"{flow.TraceReason} {flow.Direction} reply={flow.IsReply?.ToString() ?? "?"} ")
            .Append(CultureInfo.InvariantCulture, $"{flow.SourceAddress}({flow.SourceXlated}):{flow.SourcePort} > ")
            .Append(CultureInfo.InvariantCulture, $"{flow.DestinationAddress}:{flow.DestinationPort} {flow.Protocol} ")
            .Append(CultureInfo.InvariantCulture, $"[{flow.TcpFlags}] node={flow.NodeName} names={string.Join(',', flow.SourceNames)}")
            .Append(CultureInfo.InvariantCulture, $">{string.Join(',', flow.DestinationNames)} service={flow.HasSourceService}>")
            .Append(CultureInfo.InvariantCulture, $"{flow.HasDestinationService} match={flow.PolicyMatchType} {flow.L7}/{flow.L7Type} ")
            .Append(CultureInfo.InvariantCulture, $"dns={flow.DnsQuery}={string.Join(',', flow.DnsAnswers.ToArray())}/{flow.DnsRcode} ")
            .Append(CultureInfo.InvariantCulture, $"aggregate={flow.AggregateCount} emitter={flow.EmitterVersion} ")
            .Append(CultureInfo.InvariantCulture, $"{Of(flow.Source)} > {Of(flow.Destination)}");
        return text.ToString();
    }

    private static string Of(Endpoint end) =>
        $"({end.Id} {end.Identity} {end.ClusterName} {end.Namespace}/{end.PodName} {end.WorkloadKind}/{end.WorkloadName} {end.Labels})";
}
