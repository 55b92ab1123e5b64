namespace FlowToPolicy.Policies.Evaluation;

/// <summary>All that the policy set says about one subject.</summary>
/// <param name="Ingress">Its ingress.</param>
/// <param name="Egress">Its egress.</param>
/// <param name="Conflict">The answer to every question when Cilium cannot resolve the subject's policies; else null.</param>
internal sealed record SubjectPolicy(PeerMatcher Ingress, PeerMatcher Egress, Judgement? Conflict)
{
    /// <summary>One of the two directions.</summary>
    public PeerMatcher this[PolicyDirection direction] => direction == PolicyDirection.Ingress ? Ingress : Egress;
}
