using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Diffing;

/// <summary>What one policy set says of a connection at both ends.</summary>
/// <param name="Egress">What the client's policies say; null where no policy has a say.</param>
/// <param name="Ingress">What the server's policies say; null where no policy has a say.</param>
internal readonly record struct ConnectionState(Judgement? Egress, Judgement? Ingress)
{
    /// <summary>Both ends together.</summary>
    public ReplayVerdict Verdict =>
        IsDenial(Egress) || IsDenial(Ingress) ? ReplayVerdict.Denied
        : Egress?.Kind == JudgementKind.Unresolvable || Ingress?.Kind == JudgementKind.Unresolvable ? ReplayVerdict.Unjudged
        : ReplayVerdict.Admitted;

    /// <summary>The deciding rules of both ends.</summary>
    public IReadOnlyList<RuleReference> Rules => [.. Egress?.Rules ?? [], .. Ingress?.Rules ?? []];

    private static bool IsDenial(Judgement? judgement) =>
        judgement?.Kind is JudgementKind.DeniedByDefault or JudgementKind.DeniedByRule or JudgementKind.RefusedByProxy || judgement is { Kind: JudgementKind.Unresolvable, Cause: UnresolvedCause.Conflict };
}
