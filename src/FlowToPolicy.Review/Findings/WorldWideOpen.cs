using FlowToPolicy.Graph;

namespace FlowToPolicy.Review.Findings;

/// <summary>Clients that reach so many addresses on one port that the whole world is admitted there.</summary>
public sealed class WorldWideOpen : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        Edge[] open = [.. analysis.Graph.Edges.Where(e => e.LetThrough && e.Server.Kind == EndKind.World && e.AddressesBeyond > 0)];
        string excepted = open.Any(e => e.Addresses.Any(IsDenied)) ? ", except for the listed addresses that were denied there" : "";
        return EdgeFinding.Of(
            "world-open",
            Severity.Serious,
            open,
            "edges that reach more than 1024 addresses outside the cluster",
            $"The whole world is admitted on that port{excepted}. Turn on the DNS proxy and record again to get names, or send this traffic through an egress proxy.");
    }

    private static bool IsDenied(EdgeAddress address) => address.Outcome is EdgeOutcome.Denied or EdgeOutcome.ExplicitlyDenied;
}
