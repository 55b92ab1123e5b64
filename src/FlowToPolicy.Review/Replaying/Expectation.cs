using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Review.Replaying;

/// <summary>What the options promise of a connection, concluded from the options alone.</summary>
internal static class Expectation
{
    /// <summary>Whether it must get through.</summary>
    public static bool MustPass(EdgeOutcome outcome, ProposalOptions options) => outcome switch
    {
        EdgeOutcome.Allowed => true,
        EdgeOutcome.Audited => options.Audited == AuditedTraffic.Admit || options.IncludeDenied,
        EdgeOutcome.Denied => options.IncludeDenied,
        _ => false,
    };

    /// <summary>Whether it must not get through. What failed for other reasons than policy may do as it likes.</summary>
    public static bool MustNotPass(EdgeOutcome outcome, ProposalOptions options) => outcome != EdgeOutcome.Failed && !MustPass(outcome, options);

    /// <summary>Whether a policy can speak of the edge's protocol and port at all. To Cilium port 0 is every port, and ICMP type 0 every type.</summary>
    public static bool IsExpressible(Edge edge) => edge.Port != 0 && (edge.Protocol.HasPorts() || edge.Protocol.IsIcmp());
}
