using FlowToPolicy.Flows;

namespace FlowToPolicy.Graph.Folding;

/// <summary>At which side of its connection a flow was seen.</summary>
internal static class Sides
{
    /// <summary>The side at which a trace event was taken (never from the direction that it claims).</summary>
    public static Side OfTrace(in Flow flow, bool reply)
    {
        switch (flow.ObservationPoint)
        {
            case ObservationPoint.ToEndpoint:
                return reply ? Side.Client : Side.Server;
            case ObservationPoint.ToProxy:
                bool sourceIsLocal = flow.Source.Id != 0 && flow.Destination.Id == 0;
                bool destinationIsLocal = flow.Destination.Id != 0 && flow.Source.Id == 0;
                return (reply ? sourceIsLocal : destinationIsLocal) ? Side.Server : Side.Client;
            case ObservationPoint.Unknown:
                return OfDirection(flow, reply);
            default:
                return reply ? Side.Server : Side.Client;
        }
    }

    /// <summary>The side by the claimed direction of the connection; without one by which end is local to the reporter.</summary>
    public static Side OfDirection(in Flow flow, bool reply) => flow.Direction switch
    {
        TrafficDirection.Ingress => Side.Server,
        TrafficDirection.Egress => Side.Client,
        _ => (reply ? flow.Source.Id : flow.Destination.Id) != 0 ? Side.Server : Side.Client,
    };
}
