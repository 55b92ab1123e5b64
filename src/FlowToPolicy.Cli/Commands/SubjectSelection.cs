using FlowToPolicy.Flows;
using FlowToPolicy.Graph;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Cli.Commands;

/// <summary>
/// Narrows a proposal to the pods that were asked for. When a relay was asked for some pods only, it shows no more of other
/// workloads than their talk with these pods, and a policy made from that would cut them off from everything else.
/// </summary>
internal static class SubjectSelection
{
    /// <summary>The proposal with the policies of which every workload is asked for; unchanged when no pod is named.</summary>
    public static Proposal Narrow(Proposal proposal, IReadOnlyList<PodPattern> pods) => pods.Count == 0
        ? proposal
        : proposal with { Policies = [.. proposal.Policies.Where(p => p.Workloads.All(w => pods.Any(pod => Matches(pod, w))))] };

    private static bool Matches(PodPattern pattern, End end) =>
        end.Workload is { } workload
        && (pattern.Namespace.Length == 0 || pattern.Namespace == workload.Namespace)
        && (end.PodNames.Append(workload.Name).Any(name => name.StartsWith(pattern.Prefix, StringComparison.Ordinal)));
}
