using FlowToPolicy.Graph;
using FlowToPolicy.Review.Replaying;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Review;

/// <summary>Replays a window through a proposal. It knows nothing of how the policies were made.</summary>
public static class ReplayProof
{
    // Each thread walks all rules once and remembers answers of its own, so that many more would cost more than they bring.
    private const int MostThreads = 8;

    /// <summary>Judges every admitted edge, for each of its addresses and label sets, at both ends; and every denied attempt.</summary>
    public static ProofResult Prove(CommunicationGraph graph, Proposal proposal, ProposalOptions options) =>
        Prove(graph, proposal, options, Math.Min(MostThreads, Environment.ProcessorCount));

    /// <summary>The same on a number of threads, which makes no difference to the result.</summary>
    internal static ProofResult Prove(CommunicationGraph graph, Proposal proposal, ProposalOptions options, int threads)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(proposal);
        ArgumentNullException.ThrowIfNull(options);

        var reducer = new LabelReducer(proposal.Policies);
        var names = new WorldNames(graph.Edges);

        // Meanwhile the policies are compiled, for which neither is needed.
        Task<ObservedUse> seen = Task.Run(() =>
        {
            var classes = new EndClasses(graph.Ends, reducer);
            return new ObservedUse(classes, new UsedPairs(graph.Edges, classes), new UsedWorld(graph.Edges));
        });

        // What must not pass is judged by the wider reading, which hides no excess; what must pass by the narrower. They differ in a mesh only.
        var wide = new ProposedRules(graph, proposal, peersAreLocal: false);
        ProposedRules narrow = graph.IsMesh ? new ProposedRules(graph, proposal, peersAreLocal: true) : wide;
        HashSet<Edge> uncovered = [.. proposal.Uncovered];
        var groups = new EndGroups(proposal.Shared);
        ObservedUse use = seen.GetAwaiter().GetResult();
        ProposedRules[] own = [.. Enumerable.Range(0, threads).Select(_ => wide.Share())];
        var replay = new GraphReplay(
            graph.Edges,
            use.Pairs,
            groups,
            [.. own.Select(rules => new EdgeReplay((ReferenceEquals(narrow, wide) ? rules : narrow.Share(), rules), reducer, options, uncovered, groups, names))]);
        (long unused, long derived) = UnusedCount.Of(proposal, own, use, names);
        return new ProofResult
        {
            Connections = replay.Parts.Sum(part => part.Connections),
            Edges = replay.Parts.Sum(part => part.Edges),
            Failures = [.. replay.Parts.SelectMany(part => part.Failures)],
            UnlistedAddresses = replay.Parts.Sum(part => part.UnlistedAddresses),
            DeniedAttempts = replay.Parts.Sum(part => part.DeniedAttempts),
            DeniedAdmitted = replay.DeniedAdmitted,
            DeniedInseparable = replay.DeniedInseparable,
            DeniedLeftOpen = [.. replay.Parts.SelectMany(part => part.DeniedLeftOpen)],
            UnusedAdmitted = unused,
            DerivedAdmitted = derived,
            NotProvable = [.. replay.Parts.SelectMany(part => part.NotProvable)],
            StoppedUncovered = [.. replay.Parts.SelectMany(part => part.StoppedUncovered)],
        };
    }
}
