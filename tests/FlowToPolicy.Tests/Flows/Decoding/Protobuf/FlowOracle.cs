using System.Globalization;
using FlowToPolicy.Flows;
using FlowToPolicy.Hubble.Api;
using FlowToPolicy.Identities;
using Google.Protobuf.WellKnownTypes;
using ApiEndpoint = FlowToPolicy.Hubble.Api.Endpoint;
using ApiFlow = FlowToPolicy.Hubble.Api.Flow;
using Endpoint = FlowToPolicy.Flows.Endpoint;
using Enum = System.Enum;
using Flow = FlowToPolicy.Flows.Flow;
using FlowType = FlowToPolicy.Flows.FlowType;
using TraceReason = FlowToPolicy.Flows.TraceReason;
using TrafficDirection = FlowToPolicy.Flows.TrafficDirection;
using Verdict = FlowToPolicy.Flows.Verdict;

namespace FlowToPolicy.Tests.Flows.Decoding.Protobuf;

/// <summary>
/// What a message means, written the slow and plain way on the generated classes. Null where it holds no flow.
/// </summary>
internal static class FlowOracle
{
    public static Flow? Read(GetFlowsResponse response)
    {
        if (response.Flow is not { } message || HasImpossibleNumbers(message) || HasImpossibleNumbers(message.L4))
        {
            return null;
        }

        Flow flow = Flow.Blank;
        flow.Time = Ticks(message.Time) is > 0 and long own ? own : Ticks(response.Time);
        flow.NodeName = message.NodeName.Length > 0 ? message.NodeName : response.NodeName;
        flow.Uuid = Guid.TryParseExact(message.Uuid, "D", out Guid uuid) ? uuid : Guid.Empty;
        flow.Verdict = Known<Verdict>((int)message.Verdict);
        flow.Type = Known<FlowType>((int)message.Type);
        flow.Direction = Known<TrafficDirection>((int)message.TrafficDirection);
        flow.ObservationPoint = Known<ObservationPoint>((int)message.TraceObservationPoint);
        flow.TraceReason = Known<TraceReason>((int)message.TraceReason);
        flow.Event = Known<FlowEvent>(message.EventType?.Type ?? 0);
        flow.EventSubType = message.EventType?.SubType ?? 0;
        flow.PolicyMatchType = (int)message.PolicyMatchType;
#pragma warning disable CS0612 // The deprecated fields are what old agents send.
        flow.DropReason = message.DropReasonDesc != 0 ? (int)message.DropReasonDesc : (int)message.DropReason;
        flow.IsReply = message.IsReply ?? (message.Reply ? true : null);
#pragma warning restore CS0612
        flow.HasSourceService = message.SourceService is { } source && source.CalculateSize() > 0;
        flow.HasDestinationService = message.DestinationService is { } destination && destination.CalculateSize() > 0;
        flow.SourceAddress = Parse(message.IP?.Source);
        flow.DestinationAddress = Parse(message.IP?.Destination);
        flow.SourceXlated = Parse(message.IP?.SourceXlated);
        flow.SourceNames = NameList.Of(message.SourceNames);
        flow.DestinationNames = NameList.Of(message.DestinationNames);
        flow.EmitterVersion = message.Emitter?.Version ?? "";
        flow.AggregateCount = (uint)Math.Min(uint.MaxValue, Sum(message.Aggregate));
        flow.Source = Read(message.Source);
        flow.Destination = Read(message.Destination);
        ReadL4(message.L4, ref flow);
        ReadL7(message.L7, ref flow);
        return flow;
    }

    private static T Known<T>(int value)
        where T : struct, Enum =>
        value is >= 0 and <= 255 && Enum.IsDefined((T)Enum.ToObject(typeof(T), value)) ? (T)Enum.ToObject(typeof(T), value) : default;

    private static bool HasImpossibleNumbers(ApiFlow flow) =>
#pragma warning disable CS0612 // The deprecated field is what old agents send.
        flow.DropReason > int.MaxValue || flow.PolicyMatchType > int.MaxValue || flow.L7?.Dns?.Rcode > ushort.MaxValue;
#pragma warning restore CS0612

    private static bool HasImpossibleNumbers(Layer4? l4) => l4 is not null
        && new[] { l4.TCP?.SourcePort, l4.TCP?.DestinationPort, l4.UDP?.SourcePort, l4.UDP?.DestinationPort, l4.SCTP?.SourcePort, l4.SCTP?.DestinationPort }
            .Any(port => port > 65535) | l4.ICMPv4?.Type > 255 | l4.ICMPv6?.Type > 255;

    private static void ReadL4(Layer4? l4, ref Flow flow)
    {
        (flow.Protocol, flow.SourcePort, flow.DestinationPort) = l4?.ProtocolCase switch
        {
            Layer4.ProtocolOneofCase.TCP => (Protocol.Tcp, (ushort)l4.TCP.SourcePort, (ushort)l4.TCP.DestinationPort),
            Layer4.ProtocolOneofCase.UDP => (Protocol.Udp, (ushort)l4.UDP.SourcePort, (ushort)l4.UDP.DestinationPort),
            Layer4.ProtocolOneofCase.SCTP => (Protocol.Sctp, (ushort)l4.SCTP.SourcePort, (ushort)l4.SCTP.DestinationPort),
            Layer4.ProtocolOneofCase.ICMPv4 => (Protocol.IcmpV4, (ushort)0, (ushort)l4.ICMPv4.Type),
            Layer4.ProtocolOneofCase.ICMPv6 => (Protocol.IcmpV6, (ushort)0, (ushort)l4.ICMPv6.Type),
            Layer4.ProtocolOneofCase.VRRP => (Protocol.Vrrp, (ushort)0, (ushort)0),
            Layer4.ProtocolOneofCase.IGMP => (Protocol.Igmp, (ushort)0, (ushort)0),
            _ => (Protocol.Unknown, (ushort)0, (ushort)0),
        };
        if (l4?.TCP?.Flags is { } flags)
        {
            bool[] bits = [flags.FIN, flags.SYN, flags.RST, flags.PSH, flags.ACK, flags.URG, flags.ECE, flags.CWR, flags.NS];
            flow.TcpFlags = (TcpFlags)bits.Select((set, bit) => set ? 1 << bit : 0).Sum();
        }
    }

    private static void ReadL7(Layer7? l7, ref Flow flow)
    {
        flow.L7Type = Known<L7Type>((int)(l7?.Type ?? 0));
        flow.L7 = l7?.RecordCase switch
        {
            Layer7.RecordOneofCase.Dns => L7Protocol.Dns,
            Layer7.RecordOneofCase.Http => L7Protocol.Http,
            Layer7.RecordOneofCase.Kafka => L7Protocol.Kafka,
            _ => L7Protocol.None,
        };
        if (l7?.Dns is { } dns)
        {
            flow.DnsQuery = NameList.Normalise(dns.Query);
            flow.DnsRcode = (int)dns.Rcode;
            flow.DnsAnswers = dns.Ips.Select(Parse).Where(a => !a.IsNone).ToArray();
        }
    }

    private static ulong Sum(Aggregate? aggregate) => aggregate is null ? 0
        : (ulong)aggregate.IngressFlowCount + aggregate.EgressFlowCount + aggregate.UnknownDirectionFlowCount;

    private static Address Parse(string? text) => Address.TryParse(text.AsSpan(), out Address address) ? address : default;

    private static long Ticks(Timestamp? time) => time is null || time.Nanos is < 0 or > 999_999_999
        || time.Seconds < -62135596800 || time.Seconds > 253402300799
        ? 0
        : DateTime.Parse("1970-01-01", CultureInfo.InvariantCulture).AddSeconds(time.Seconds).Ticks + (time.Nanos / 100);

    private static Endpoint Read(ApiEndpoint? end) => end is null ? Endpoint.Nothing : new Endpoint(
        end.ID, end.Identity, end.ClusterName, end.Namespace, end.PodName, LabelSet.Parse(end.Labels),
        end.Workloads.FirstOrDefault()?.Kind ?? "", end.Workloads.FirstOrDefault()?.Name ?? "");
}
