using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Review.Replaying;

/// <summary>
/// Replays all edges of a graph, on as many cores as there are: each takes a stretch of the edges with an evaluator of its own. Each edge is
/// judged by itself, and what was found is put together in the order of the edges, so that the number of stretches does not show.
/// </summary>
internal sealed class GraphReplay
{
    private readonly IReadOnlyList<Edge> _edges;
    private readonly EndGroups _groups;

    /// <summary>Replays the edges.</summary>
    /// <param name="edges">The edges.</param>
    /// <param name="used">Is told which of them closed ends admit.</param>
    /// <param name="groups">Which ends rules can name.</param>
    /// <param name="parts">Replays for as many threads as there are to be.</param>
    public GraphReplay(IReadOnlyList<Edge> edges, UsedPairs used, EndGroups groups, EdgeReplay[] parts)
    {
        (_edges, _groups) = (edges, groups);
        Parallel.For(0, parts.Length, new ParallelOptions { MaxDegreeOfParallelism = parts.Length }, i =>
        {
            for (int at = Bound(i); at < Bound(i + 1); at++)
            {
                if (parts[i].Replay(edges[at]))
                {
                    used.Admit(at);
                }
            }
        });
        Parts = parts;
        Sort([.. parts.SelectMany(part => part.DeniedAdmitted)]);

        int Bound(int part) => (int)((long)edges.Count * part / parts.Length);
    }

    /// <summary>The replays of the stretches, in the order of the edges.</summary>
    public IReadOnlyList<EdgeReplay> Parts { get; }

    /// <summary>Denied attempts that closed ends admit.</summary>
    public List<ProofFinding> DeniedAdmitted { get; } = [];

    /// <summary>Of these the ones that no rule could keep out.</summary>
    public List<ProofFinding> DeniedInseparable { get; } = [];

    private void Sort(IReadOnlyList<(Attempt Attempt, ProofFinding Finding)> admitted)
    {
        if (admitted.Count == 0)
        {
            return;
        }

        // Only what the denied attempts ask about is worth keeping of all that must pass.
        var uses = new AdmittedUse(_groups, admitted.Select(denied => denied.Attempt));
        foreach (Edge edge in _edges.Where(uses.IsAskedAbout))
        {
            foreach (Attempt attempt in Parts[0].MustPass(edge))
            {
                uses.Add(attempt);
            }
        }

        foreach ((Attempt attempt, ProofFinding finding) in admitted)
        {
            // Its own node always reaches a pod (allow-localhost), whatever policies say.
            bool isInseparable = finding.ClientLabels.IsReserved(ReservedIdentity.Host) || uses.Implies(attempt);
            (isInseparable ? DeniedInseparable : DeniedAdmitted).Add(finding);
        }
    }
}
