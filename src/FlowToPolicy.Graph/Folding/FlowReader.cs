using FlowToPolicy.Flows;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Folding;

/// <summary>
/// Reads out of one flow who opened the connection, at which side it was seen and what happened there. The direction that trace events
/// claim is not believed: since Cilium 1.16 forward packets at TO_ENDPOINT say EGRESS (pkg/hubble/parser/threefour).
/// </summary>
internal static class FlowReader
{
    /// <summary>Reads one flow.</summary>
    public static FlowReading Read(in Flow flow)
    {
        if (flow.Type == FlowType.Sock || flow.Event == FlowEvent.TraceSock)
        {
            return FlowReading.None(NoEdge.SocketEvent);
        }

        FlowReading reading = flow.Event switch
        {
            FlowEvent.L7 => L7(flow),
            FlowEvent.PolicyVerdict => PolicyVerdict(flow),
            FlowEvent.Drop => Drop(flow),
            FlowEvent.Trace => Trace(flow),
            FlowEvent.None => Unlabelled(flow),
            _ => FlowReading.None(NoEdge.NotTraffic),
        };
        if (reading.NoEdge != NoEdge.None)
        {
            return reading;
        }

        reading.Times = Math.Max(1, flow.AggregateCount);
        if (flow.AggregateCount > 0 && reading.Kind is Sighting.New or Sighting.Ongoing)
        {
            reading.Kind = Sighting.Aggregate;
        }

        return Ports(flow, reading);
    }

    /// <summary>Flows without an event type: a field mask or a collector took it away, so the verdict decides.</summary>
    private static FlowReading Unlabelled(in Flow flow) => flow.Type == FlowType.L7 ? L7(flow) : flow.Verdict switch
    {
        Verdict.Dropped => Drop(flow),
        Verdict.Audit or Verdict.Redirected => PolicyVerdict(flow),
        Verdict.Forwarded => Trace(flow),
        _ => FlowReading.None(NoEdge.VerdictUnknown),
    };

    private static FlowReading Trace(in Flow flow)
    {
        if (flow.Verdict == Verdict.Dropped)
        {
            return Drop(flow);
        }

        if (flow.Verdict is not (Verdict.Forwarded or Verdict.Redirected or Verdict.Audit))
        {
            return FlowReading.None(NoEdge.VerdictUnknown);
        }

        if (flow.ObservationPoint is >= ObservationPoint.FromEndpoint and <= ObservationPoint.FromNetwork or ObservationPoint.FromCrypto)
        {
            return FlowReading.None(NoEdge.BeforeDecision);
        }

        if (flow.TraceReason == TraceReason.Related)
        {
            return FlowReading.None(NoEdge.IcmpError);
        }

        // Without connection tracking only the first packet of a TCP connection tells which way it goes.
        bool opens = PacketFacts.IsSyn(flow);
        if (flow.IsReply is null && !opens)
        {
            return FlowReading.None(NoEdge.DirectionUnknown);
        }

        // Only a server answers with SYN and ACK, whatever a connection tracking entry made from the middle believes.
        bool reply = (flow.IsReply ?? false) || PacketFacts.AnswersSyn(flow);
        var reading = new FlowReading
        {
            Flipped = reply,
            Side = Sides.OfTrace(flow, reply),
            Kind = reply ? Sighting.Reply : PacketFacts.IsFirstSightOfConnection(flow, opens) ? Sighting.New : Sighting.Ongoing,
        };
        reading.Unclear = PacketFacts.MayBeBackwards(flow, reply);
        return reading;
    }

    private static FlowReading PolicyVerdict(in Flow flow)
    {
        Sighting kind;
        switch (flow.Verdict)
        {
            case Verdict.Forwarded or Verdict.Redirected:
                kind = Sighting.Verdict;
                break;
            case Verdict.Audit:
                kind = flow.PolicyMatchType == 0 ? Sighting.Audit : Sighting.AuditedDeny;
                break;
            case Verdict.Dropped:
                return Dropped(flow, flow.DropReason switch
                {
                    DropReason.PolicyDeny => Sighting.DenyVerdict,
                    DropReason.PolicyDenied or 0 => Sighting.DropVerdict,
                    _ => Sighting.OtherDrop,
                });
            default:
                return FlowReading.None(NoEdge.VerdictUnknown);
        }

        bool reply = flow.IsReply ?? false;
        return new FlowReading
        {
            Flipped = reply,
            Side = Sides.OfDirection(flow, reply),
            Kind = reply ? Sighting.Reply : kind,
            Unclear = !reply && (flow.Protocol == Protocol.Tcp ? flow.TcpFlags != TcpFlags.None && !PacketFacts.IsSyn(flow) : PacketFacts.MayBeBackwards(flow, reply)),
        };
    }

    private static FlowReading Drop(in Flow flow) => Dropped(flow, flow.DropReason switch
    {
        DropReason.PolicyDenied => Sighting.Drop,
        DropReason.PolicyDeny => Sighting.Deny,
        _ => Sighting.OtherDrop,
    });

    private static FlowReading Dropped(in Flow flow, Sighting kind)
    {
        if (flow.IsReply == true)
        {
            return FlowReading.None(NoEdge.DroppedReply);
        }

        bool unclear = false;
        if (flow.IsReply is null)
        {
            if (flow.Protocol == Protocol.Tcp && flow.TcpFlags != TcpFlags.None && !PacketFacts.IsSyn(flow))
            {
                return FlowReading.None(PacketFacts.AnswersSyn(flow) ? NoEdge.DroppedReply : NoEdge.DirectionUnknown);
            }

            unclear = !PacketFacts.IsSyn(flow) && flow.Protocol.HasPorts() && flow.SourcePort != 0 && flow.DestinationPort >= PacketFacts.FirstEphemeralPort;
        }

        return new FlowReading { Side = Sides.OfDirection(flow, false), Kind = kind, Unclear = unclear };
    }

    private static FlowReading L7(in Flow flow)
    {
        bool response = flow.L7Type == L7Type.Response || (flow.L7Type == L7Type.Unknown && flow.IsReply == true);
        if (flow.L7Type == L7Type.Sample)
        {
            return FlowReading.None(NoEdge.L7Sample);
        }

        return new FlowReading
        {
            Flipped = response,
            Side = Sides.OfDirection(flow, response),
            Kind = response ? Sighting.Reply
                : flow.Verdict is Verdict.Forwarded or Verdict.Redirected ? Sighting.L7Request : Sighting.L7Refused,
        };
    }

    private static FlowReading Ports(in Flow flow, FlowReading reading)
    {
        if (flow.Protocol.IsIcmp())
        {
            return Icmp(flow, reading);
        }

        if (!flow.Protocol.HasPorts())
        {
            return FlowReading.None(NoEdge.NoProtocol);
        }

        if (!reading.Flipped && flow.HasDestinationService && flow.Event != FlowEvent.L7)
        {
            return FlowReading.None(NoEdge.ServiceAddress);
        }

        if (reading.Flipped && flow.Event != FlowEvent.L7 && (!flow.SourceXlated.IsNone || flow.HasSourceService))
        {
            return FlowReading.None(NoEdge.ReplyThroughService);
        }

        reading.Port = reading.Flipped ? flow.SourcePort : flow.DestinationPort;
        return reading.Port == 0 ? FlowReading.None(NoEdge.NoPort) : reading;
    }

    private static FlowReading Icmp(in Flow flow, FlowReading reading)
    {
        ushort type = flow.DestinationPort;
        if (flow.Protocol == Protocol.IcmpV6 && type is >= 130 and <= 137 or 143)
        {
            return FlowReading.None(NoEdge.NeighbourDiscovery);
        }

        ushort? request = IcmpTypes.RequestOf(flow.Protocol, type, out bool isReplyType);
        if (request is null)
        {
            return FlowReading.None(NoEdge.IcmpError);
        }

        if (isReplyType && !reading.Flipped)
        {
            return FlowReading.None(reading.Kind >= Sighting.Drop ? NoEdge.DroppedReply : NoEdge.DirectionUnknown);
        }

        reading.Port = request.Value;
        reading.Unclear = false;
        return reading;
    }
}
