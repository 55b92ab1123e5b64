using FlowToPolicy.Graph;

namespace FlowToPolicy.Synthesis.Rules;

/// <summary>Which outcomes the options admit, and which they take for denied.</summary>
internal sealed class Admission(ProposalOptions options)
{
    /// <summary>Whether connections with this outcome are to get through.</summary>
    public bool Admits(EdgeOutcome outcome) => outcome switch
    {
        EdgeOutcome.Allowed => true,
        EdgeOutcome.Audited => options.Audited == AuditedTraffic.Admit || options.IncludeDenied,
        EdgeOutcome.Denied => options.IncludeDenied,
        _ => false,
    };

    /// <summary>Whether connections with this outcome must not get through.</summary>
    public bool Denies(EdgeOutcome outcome) =>
        outcome is EdgeOutcome.Audited or EdgeOutcome.Denied or EdgeOutcome.ExplicitlyDenied && !Admits(outcome);

    /// <summary>Whether any part of the edge is to get through.</summary>
    public bool Admits(Edge edge) => Admits(edge.Outcome) || (IsByAddress(edge) && edge.Addresses.Any(address => Admits(address.Outcome)));

    /// <summary>Whether any part of the edge must not get through.</summary>
    public bool Denies(Edge edge) => Denies(edge.Outcome) || (IsByAddress(edge) && edge.Addresses.Any(address => Denies(address.Outcome)));

    /// <summary>Whether the edge is judged address by address.</summary>
    public static bool IsByAddress(Edge edge) => edge.Client.Kind == EndKind.World || edge.Server.Kind == EndKind.World;
}
