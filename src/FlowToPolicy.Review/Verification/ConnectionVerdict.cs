using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Review.Verification;

/// <summary>What a policy set does with one observed connection.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Egress">What the client's policies say.</param>
/// <param name="Ingress">What the server's policies say.</param>
public sealed record ConnectionVerdict(ObservedConnection Connection, SideVerdict Egress, SideVerdict Ingress)
{
    /// <summary>Both sides together.</summary>
    public ReplayVerdict Verdict =>
        Egress.Verdict == ReplayVerdict.Denied || Ingress.Verdict == ReplayVerdict.Denied ? ReplayVerdict.Denied
        : Egress.Verdict == ReplayVerdict.Unjudged || Ingress.Verdict == ReplayVerdict.Unjudged ? ReplayVerdict.Unjudged
        : ReplayVerdict.Admitted;

    /// <summary>Let through in the window, and stopped by these policies.</summary>
    public bool IsWouldBeDenial => Verdict == ReplayVerdict.Denied && Connection.WasLetThrough;

    /// <summary>Denied by policy in the window, and let through by these policies.</summary>
    public bool IsNewlyAdmitted => Verdict == ReplayVerdict.Admitted && Connection.WasAllowedByPolicy == false && !Connection.WasLetThrough;

    /// <summary>
    /// The policies in force when it was recorded said something else than these. If these are meant to be those in force, something is missing here.
    /// </summary>
    public bool IsDisagreement => Verdict != ReplayVerdict.Unjudged && Connection.WasAllowedByPolicy is { } allowed && allowed != (Verdict == ReplayVerdict.Admitted);

    /// <summary>One of the two sides.</summary>
    public SideVerdict this[PolicyDirection direction] => direction == PolicyDirection.Egress ? Egress : Ingress;
}
