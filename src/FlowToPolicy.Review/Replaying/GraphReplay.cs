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
    /// <param name="groups">Which ends rules can name.</param>
    /// <param name="threads">How many stretches are replayed at once.</param>
    /// <param name="replay">Makes a replay for one thread.</param>
    public GraphReplay(IReadOnlyList<Edge> edges, EndGroups groups, int threads, Func<EdgeReplay> replay)
    {
        (_edges, _groups) = (edges, groups);
        var parts = new EdgeReplay[threads];
        for (int i = 0; i < threads; i++)
        {
            parts[i] = replay();
        }

        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            for (int at = Bound(i); at < Bound(i + 1); at++)
            {
                parts[i].Replay(edges[at]);
            }
        });
        Parts = parts;
        Sort([.. parts.SelectMany(part => part.DeniedAdmitted)]);

        int Bound(int part) => (int)((long)edges.Count * part / threads);
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
