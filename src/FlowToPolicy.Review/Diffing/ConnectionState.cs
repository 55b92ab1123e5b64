using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Evaluation.Requests;
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

    /// <summary>Puts the judgements of both ends together; null where no policy has a say. Where a proxy is, it is asked whether it still refuses anything.</summary>
    /// <param name="egress">The client's side.</param>
    /// <param name="ingress">The server's side.</param>
    /// <param name="ask">What a side says of a request inside the connection.</param>
    public static ConnectionState Of(Judgement? egress, Judgement? ingress, Func<PolicyDirection, L7Request, Judgement> ask) =>
        new(Probed(egress, PolicyDirection.Egress, ask), Probed(ingress, PolicyDirection.Ingress, ask));

    private static Judgement? Probed(Judgement? judgement, PolicyDirection direction, Func<PolicyDirection, L7Request, Judgement> ask) =>
        judgement is { Kind: JudgementKind.Redirected } ? FilterProbe.Of(judgement, request => ask(direction, request)) ?? judgement : judgement;

    private static bool IsDenial(Judgement? judgement) =>
        judgement?.Kind is JudgementKind.DeniedByDefault or JudgementKind.DeniedByRule or JudgementKind.RefusedByProxy || judgement is { Kind: JudgementKind.Unresolvable, Cause: UnresolvedCause.Conflict };
}
