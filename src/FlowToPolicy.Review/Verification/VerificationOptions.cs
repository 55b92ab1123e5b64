using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Review.Verification;

/// <summary>How recorded connections are replayed.</summary>
/// <param name="Evaluation">What is known of the agents.</param>
/// <param name="AuthenticationWorks">Whether the cluster authenticates peers (mutual authentication is set up), so that rules that demand it let peers through.</param>
public sealed record VerificationOptions(EvaluationOptions Evaluation, bool AuthenticationWorks = false)
{
    /// <summary>What the graph itself tells of the agents: version, address families, the cluster's name.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="version">The version that the reader names; null to take the graph's, or else the assumed one.</param>
    public static VerificationOptions For(CommunicationGraph graph, CiliumVersion? version = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        CiliumVersion seen = graph.CiliumVersion is { } text && CiliumVersion.TryParse(text, out CiliumVersion named) ? named : CiliumVersion.Assumed;
        return new VerificationOptions(new EvaluationOptions
        {
            Version = version ?? seen,
            DualStack = IsDualStack(graph),
            LocalCluster = graph.HomeClusters.Count == 1 ? graph.HomeClusters[0] : EvaluationOptions.Default.LocalCluster,
        });
    }

    /// <summary>What is assumed of the agents where no flow tells.</summary>
    public static VerificationOptions Without(CiliumVersion version) => new(new EvaluationOptions { Version = version });

    /// <summary>Whether the cluster has both address families: seen by the world's labels or, where the log leaves them out, by its addresses.</summary>
    internal static bool IsDualStack(CommunicationGraph graph) =>
        graph.Ends.Any(end => end.LabelSets.Any(set => set.IsReserved(ReservedIdentity.WorldIpv4) || set.IsReserved(ReservedIdentity.WorldIpv6)))
        || graph.Edges.Any(edge => edge.Addresses.Any(address => address.Address.IsV6));
}
