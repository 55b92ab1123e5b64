using FlowToPolicy.Flows;

namespace FlowToPolicy.Recorder.Diagnosis.Relays.Checks;

/// <summary>Whether the relay reads from all nodes.</summary>
public sealed class ConnectedNodes : RelayCheck
{
    private const string Cure = "look at the agents there (kubectl -n kube-system get pods -l k8s-app=cilium -o wide), at their port 4244 and at the certificates between relay and agents";

    /// <inheritdoc/>
    public override string Name => "nodes";

    /// <inheritdoc/>
    public override CheckResult? Examine(RelayFindings findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (findings.Status is not { } status)
        {
            return null;
        }

        if (findings.Nodes is not { } nodes)
        {
            return Warning("this is one agent: only the flows of its node are recorded", "name the relay, which reads from all nodes (service/hubble-relay in kube-system)");
        }

        // The relay's answers and its notices in the stream are of different moments; a node that is missing in any of them is missing.
        SortedDictionary<string, string> gone = new(findings.Census?.UnreadNodes ?? [], StringComparer.Ordinal);
        foreach (string name in nodes.Where(n => n.State is not (NodeState.Connected or NodeState.Unknown)).Select(n => n.Name).Concat(status.UnavailableNames))
        {
            gone.TryAdd(name, "not reachable");
        }

        int missing = (int)Math.Max(gone.Count, status.UnavailableNodes ?? 0), all = Math.Max(nodes.Count, missing);
        string names = List([.. gone.Select(g => g.Value == "not reachable" ? g.Key : $"{g.Key} ({g.Value})")]);
        return all == 0 ? Failing("the relay knows no node", "look at the service hubble-peer, and whether Hubble is enabled on the agents (hubble.enabled)")
            : missing == 0 ? Ok($"{Count(all, "node")} connected")
            : missing >= all ? Failing($"none of {Count(all, "node")} can be read: {names}", Cure)
            : Warning($"{missing} of {Count(all, "node")} cannot be read: {names}", Cure);
    }
}
