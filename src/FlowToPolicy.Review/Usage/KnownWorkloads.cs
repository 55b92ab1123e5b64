using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Review.Explaining;

namespace FlowToPolicy.Review.Usage;

/// <summary>The workloads whose labels are known: from the window, and from the cluster itself.</summary>
internal static class KnownWorkloads
{
    /// <summary>All of them. A workload that both know has the labels of both.</summary>
    public static IReadOnlyList<End> Of(CommunicationGraph graph, IReadOnlyList<KnownPod> pods)
    {
        End[] seen = [.. graph.Ends.Concat(graph.Bystanders).Where(end => end is { Kind: EndKind.Workload, LabelsKnown: true }).DistinctBy(end => end.Name)];
        HashSet<LabelSet> labels = [.. seen.SelectMany(end => end.LabelSets)];
        Dictionary<Workload, LabelSet[]> others = pods
            .Where(pod => !pod.Labels.IsReserved(ReservedIdentity.Host) && !labels.Contains(pod.Labels))
            .GroupBy(pod => pod.Workload, pod => pod.Labels).ToDictionary(group => group.Key, group => group.Distinct().Order().ToArray());
        List<End> all = [];
        foreach (End end in seen)
        {
            // With several clusters nobody knows of which one the pods are.
            bool isOfBoth = end is { IsHome: true, Workload: not null } && !graph.IsMesh && others.Remove(end.Workload.Value, out LabelSet[]? more) && more is not null;
            all.Add(isOfBoth ? Named(end.Name, end.Workload!.Value, [.. end.LabelSets, .. pods.Where(pod => pod.Workload == end.Workload.Value).Select(pod => pod.Labels).Except(end.LabelSets).Order()]) : end);
        }

        return [.. all, .. others.OrderBy(other => other.Key).Select(other => Named(other.Key.ToString(), other.Key, other.Value))];
    }

    private static End Named(string name, Workload workload, IReadOnlyList<LabelSet> labels) =>
        new() { Kind = EndKind.Workload, Name = name, Workload = workload, LabelSets = labels };
}
