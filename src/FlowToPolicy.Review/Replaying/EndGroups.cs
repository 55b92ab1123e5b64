using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Synthesis;
using FlowToPolicy.Synthesis.Selectors;

namespace FlowToPolicy.Review.Replaying;

/// <summary>Which ends rules can name, and which they can name only together.</summary>
internal sealed class EndGroups
{
    private const string Nodes = "nodes";

    private readonly Dictionary<End, SharedSelector> _shared = [];

    /// <summary>Learns which workloads share selectors.</summary>
    public EndGroups(IEnumerable<SharedSelector> shared)
    {
        foreach (SharedSelector selector in shared)
        {
            foreach (End workload in selector.Workloads)
            {
                _shared[workload] = selector;
            }
        }
    }

    /// <summary>
    /// Whether no policy could name the end: nothing is known of it, its namespace or cluster cannot exist, or pods that it shares a policy
    /// with carry no label that a selector may hold.
    /// </summary>
    public bool CannotBeNamed(End end) => end.Kind switch
    {
        EndKind.Unknown => true,
        EndKind.Workload => Sharing(end).Any(IsUnselectable),
        _ => !end.LabelsKnown,
    };

    /// <summary>The group or entity by which an admitted edge names its end.</summary>
    public string Named(End end) => end.Kind switch
    {
        EndKind.Workload => Sharing(end)[0].Name,
        EndKind.Host or EndKind.RemoteNode => Nodes,
        _ => end.Name,
    };

    /// <summary>
    /// All groups and entities that take an end in. An API server runs on a node, or outside the cluster; then the entity of that is its too.
    /// </summary>
    public IEnumerable<string> TakingIn(End end) =>
        end.Kind == EndKind.KubeApiServer ? [Named(end), Nodes, ReservedIdentity.World] : [Named(end)];

    private IReadOnlyList<End> Sharing(End workload) => _shared.TryGetValue(workload, out SharedSelector? selector) ? selector.Workloads : [workload];

    private static bool IsUnselectable(End workload) =>
        workload.Workload is not { } named
        || workload.LabelSets.Count == 0
        || !SelectorKeys.IsNamespace(named.Namespace)
        || !SelectorKeys.IsValidValue(workload.Cluster)
        || workload.LabelSets.Any(set => !set.Any(SelectorKeys.IsUsable));
}
