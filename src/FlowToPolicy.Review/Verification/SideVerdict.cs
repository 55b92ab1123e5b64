using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Review.Verification;

/// <summary>What the policies of one end say of a connection.</summary>
/// <param name="Direction">Egress for the client's policies, ingress for the server's.</param>
/// <param name="Verdict">What becomes of it at this end.</param>
/// <param name="Judgement">The evaluator's answer; null where it could not be asked, or where no policy of ours has a say.</param>
/// <param name="Subject">The end whose policies were asked, as they see it; null when its labels are not known.</param>
/// <param name="Peer">The other end as they see it; null when its labels are not known.</param>
/// <param name="Doubt">Why it cannot be judged; null when it can.</param>
public sealed record SideVerdict(PolicyDirection Direction, ReplayVerdict Verdict, Judgement? Judgement, PolicyEnd? Subject, PolicyEnd? Peer, string? Doubt = null)
{
    /// <summary>An end on which no policy has a say: the world, nodes, workloads of other clusters.</summary>
    public static SideVerdict Open(PolicyDirection direction) => new(direction, ReplayVerdict.Admitted, null, null, null);
}
