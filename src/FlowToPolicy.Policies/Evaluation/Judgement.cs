namespace FlowToPolicy.Policies.Evaluation;

/// <summary>What a policy set says about one connection in one direction.</summary>
public enum JudgementKind : byte
{
    /// <summary>Let through.</summary>
    Allowed,

    /// <summary>Let through, by way of the L7 or DNS proxy, which may refuse single requests.</summary>
    Redirected,

    /// <summary>The direction is closed and no rule opens it for this connection.</summary>
    DeniedByDefault,

    /// <summary>A deny rule hits.</summary>
    DeniedByRule,

    /// <summary>Let through once both ends have authenticated each other.</summary>
    AuthRequired,

    /// <summary>There is no verdict: see <see cref="Judgement.Reason"/>.</summary>
    Unresolvable,

    /// <summary>The connection is let through to a proxy, which refuses the request.</summary>
    RefusedByProxy,
}

/// <summary>Why there is no verdict.</summary>
public enum UnresolvedCause : byte
{
    /// <summary>There is a verdict.</summary>
    None,

    /// <summary>Cilium itself cannot resolve the subject's policies: rules contradict each other.</summary>
    Conflict,

    /// <summary>The verdict hangs on a fact that is not known here (a DNS name, a port name, a group's content).</summary>
    NotKnown,

    /// <summary>The verdict hangs on a field that this evaluator does not judge.</summary>
    NotModelled,
}

/// <summary>The answer for one connection in one direction.</summary>
/// <param name="Kind">The verdict.</param>
/// <param name="Rules">
/// The deciding rules; for a default deny the policies that close the direction, each once; for a refused request the rules of the proxy that do not
/// let it pass; empty for an open direction.
/// </param>
/// <param name="Cause">Why there is no verdict, when there is none.</param>
/// <param name="Reason">The same in words, naming the field or fact; null when there is a verdict.</param>
public sealed record Judgement(JudgementKind Kind, IReadOnlyList<RuleReference> Rules, UnresolvedCause Cause = UnresolvedCause.None, string? Reason = null)
{
    /// <summary>Whether the connection is let through (perhaps by way of the proxy, perhaps once authenticated).</summary>
    public bool Admits => Kind is JudgementKind.Allowed or JudgementKind.Redirected or JudgementKind.AuthRequired;
}
