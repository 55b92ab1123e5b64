namespace FlowToPolicy.Recorder.Diagnosis.Relays.Checks;

/// <summary>Whether agents started anew a short while ago: their rings were empty then.</summary>
public sealed class AgentRestarts : RelayCheck
{
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public override string Name => "restarts";

    /// <inheritdoc/>
    public override CheckResult? Examine(RelayFindings findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        (string Name, TimeSpan Uptime)[] nodes = [.. findings.AllNodes.Where(n => n.Uptime > TimeSpan.Zero).Select(n => (n.Name, n.Uptime)).OrderBy(n => n.Uptime).ThenBy(n => n.Name, StringComparer.Ordinal)];
        string[] young = [.. nodes.Where(n => n.Uptime < Recent).Select(n => $"{n.Name} {Length(n.Uptime)} ago")];
        return nodes.Length == 0 ? null
            : young.Length == 0 ? Ok($"the agents run for {Length(nodes[0].Uptime)} or longer")
            : Warning($"agents started anew: {List(young)}; what their rings held is gone", "if that goes on, look why (kubectl -n kube-system describe pods -l k8s-app=cilium); an update of Cilium does it once");
    }
}
