using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Explaining;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Review.Usage;

/// <summary>Holds a policy set against a window: what nobody used, what is wider than its uses, what is superfluous.</summary>
public static class UsageAnalysis
{
    /// <summary>How many rules about the same subjects are held against each other to find superfluous ones: it takes their square.</summary>
    public const int MostCompared = 2000;

    /// <summary>Analyses a set.</summary>
    /// <param name="graph">The window.</param>
    /// <param name="set">The policies, all that are in force together.</param>
    /// <param name="pods">The pods of the cluster, as far as they are known beside the window.</param>
    /// <param name="options">How to judge.</param>
    /// <param name="verdicts">What the set says of every connection of the window; null to ask it.</param>
    public static UsageReport Of(CommunicationGraph graph, PolicySet set, IReadOnlyList<KnownPod> pods, VerificationOptions options, IEnumerable<ConnectionVerdict>? verdicts = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        var items = new RuleItems(set, options.Evaluation);
        UsageScan scan = verdicts is null ? new UsageScan(items).Read(graph, options) : new UsageScan(items).Read(verdicts);
        var entries = new ItemEntries();
        var ports = new PortShapes(options.Evaluation);
        RuleItem[] allowing = [.. items.All.Where(item => !item.Reference.IsDeny && item.Item is not { IsEmpty: true })];
        IReadOnlyList<End> known = KnownWorkloads.Of(graph, pods);
        IReadOnlyList<LabelSet>[] workloads = [.. known.Where(end => end.IsHome).Select(end => end.LabelSets)];
        var bits = new EndBits([.. known, .. graph.Ends.Where(end => end is { LabelsKnown: true, Kind: not (EndKind.Workload or EndKind.World or EndKind.Unknown) })], set, options.Evaluation);
        var excess = new Excess(items, scan, entries, ports, new EntryUses(items, entries, bits), new ExactPeers(items, bits, new Amendments(graph)));
        (IReadOnlyList<ShadowedItem> shadowed, int notCompared) = ShadowSearch.In(allowing, MostCompared, ports, set, options.Evaluation);
        return new UsageReport
        {
            Unused = [.. allowing.Where(item => !scan.IsUsed(item)).Select(item => item.Reference)],
            Wide = [.. excess.Of(allowing)],
            Shadowed = shadowed,
            NotCompared = notCompared,
            SelectsNobody = [.. Selection.Of(set, workloads.SelectMany(sets => sets), options.Evaluation)],
            Numbers = Numbers(graph, items, entries, ports, bits, workloads),
        };
    }

    private static UsageNumbers Numbers(CommunicationGraph graph, RuleItems items, ItemEntries entries, PortShapes ports, EndBits bits, IReadOnlyList<LabelSet>[] workloads)
    {
        var evaluator = new PolicyEvaluator(items.Set, items.Options);
        (long admitted, long used) = UsageCount.Of(graph, items, entries, ports, bits, evaluator);
        var isolation = new IsolationCount(items, ports, evaluator);
        return new UsageNumbers
        {
            Admitted = admitted,
            Used = used,
            Workloads = workloads.Length,
            IngressIsolated = isolation.Closed(PolicyDirection.Ingress, workloads),
            EgressIsolated = isolation.Closed(PolicyDirection.Egress, workloads),
            OpenToWorld = isolation.OpenToWorld(workloads),
        };
    }
}
