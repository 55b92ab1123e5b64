namespace FlowToPolicy.Flows;

/// <summary>The direction that a flow claims. Numbers are those of <c>flow.TrafficDirection</c>.</summary>
public enum TrafficDirection : byte
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>Into the endpoint that reports.</summary>
    Ingress = 1,

    /// <summary>Out of the endpoint that reports.</summary>
    Egress = 2,
}
