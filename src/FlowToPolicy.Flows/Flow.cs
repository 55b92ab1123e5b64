using FlowToPolicy.Identities;

namespace FlowToPolicy.Flows;

/// <summary>
/// One Hubble flow event, as files and relay alike give it. Decoders refill the same value again and again: what must
/// outlive the call that received it is copied out (endpoints, names and strings are interned and may be kept).
/// Fields that the source left out have their default value, which always means "not known".
/// </summary>
public struct Flow
{
    /// <summary>When the agent consumed the event, in ticks of 100 ns since year 1, UTC (<see cref="DateTime.Ticks"/>); 0 when absent.</summary>
    public long Time { get; set; }

    /// <summary>The flow's random id (since 1.14); <see cref="Guid.Empty"/> when absent.</summary>
    public Guid Uuid { get; set; }

    /// <summary>What happened to the packet.</summary>
    public Verdict Verdict { get; set; }

    /// <summary>Why it was dropped; 0 when it was not or nobody says. See <see cref="DropReason"/>.</summary>
    public int DropReason { get; set; }

    /// <summary>Which kind of event this is.</summary>
    public FlowEvent Event { get; set; }

    /// <summary>The sub-type of the event (observation point, drop reason, ...).</summary>
    public int EventSubType { get; set; }

    /// <summary>L3/L4, L7 or socket flow.</summary>
    public FlowType Type { get; set; }

    /// <summary>Where in the datapath a trace event was taken.</summary>
    public ObservationPoint ObservationPoint { get; set; }

    /// <summary>What connection tracking said of the packet (since 1.16).</summary>
    public TraceReason TraceReason { get; set; }

    /// <summary>The direction that the flow claims. Not to be trusted on trace events.</summary>
    public TrafficDirection Direction { get; set; }

    /// <summary>Whether the packet is a reply; null when the source does not know.</summary>
    public bool? IsReply { get; set; }

    /// <summary>The sender of the packet. Never null after decoding: <see cref="Endpoint.Nothing"/> when nothing is known.</summary>
    public Endpoint Source { get; set; }

    /// <summary>The receiver of the packet.</summary>
    public Endpoint Destination { get; set; }

    /// <summary>The sender's address before source translation.</summary>
    public Address SourceAddress { get; set; }

    /// <summary>The receiver's address.</summary>
    public Address DestinationAddress { get; set; }

    /// <summary>The sender's address after source translation (masquerade); no address when there was none.</summary>
    public Address SourceXlated { get; set; }

    /// <summary>The transport.</summary>
    public Protocol Protocol { get; set; }

    /// <summary>The sender's port; 0 when absent.</summary>
    public ushort SourcePort { get; set; }

    /// <summary>The receiver's port; 0 when absent. For ICMP the type.</summary>
    public ushort DestinationPort { get; set; }

    /// <summary>The TCP flags; none on L7 and socket flows.</summary>
    public TcpFlags TcpFlags { get; set; }

    /// <summary>The node that reported the flow, "cluster/node" or "node"; empty when absent.</summary>
    public string NodeName { get; set; }

    /// <summary>DNS names known for the source address.</summary>
    public NameList SourceNames { get; set; }

    /// <summary>DNS names known for the destination address.</summary>
    public NameList DestinationNames { get; set; }

    /// <summary>Whether the source address and port are a service's frontend.</summary>
    public bool HasSourceService { get; set; }

    /// <summary>Whether the destination address and port are a service's frontend.</summary>
    public bool HasDestinationService { get; set; }

    /// <summary>For policy verdicts: what kind of entry matched; 0 none.</summary>
    public int PolicyMatchType { get; set; }

    /// <summary>For L7 flows: which protocol.</summary>
    public L7Protocol L7 { get; set; }

    /// <summary>For L7 flows: request, response or sample.</summary>
    public L7Type L7Type { get; set; }

    /// <summary>For DNS flows: the queried name, lower case, without the trailing dot; empty otherwise.</summary>
    public string DnsQuery { get; set; }

    /// <summary>For DNS responses: the addresses of the answer. Valid only during the call that received the flow.</summary>
    public ReadOnlyMemory<Address> DnsAnswers { get; set; }

    /// <summary>For DNS responses: the response code; 0 is success, 3 NXDOMAIN.</summary>
    public int DnsRcode { get; set; }

    /// <summary>How many flows this line stands for when the exporter aggregated; 0 when it did not.</summary>
    public uint AggregateCount { get; set; }

    /// <summary>The agent's version as its emitter field gives it (since 1.19), e.g. <c>1.19.1+gd0d0c879</c>; empty when absent.</summary>
    public string EmitterVersion { get; set; }

    /// <summary>A flow in which nothing is known; what decoders start from.</summary>
    public static Flow Blank => new()
    {
        Source = Endpoint.Nothing,
        Destination = Endpoint.Nothing,
        NodeName = "",
        SourceNames = NameList.Empty,
        DestinationNames = NameList.Empty,
        DnsQuery = "",
        EmitterVersion = "",
    };
}
