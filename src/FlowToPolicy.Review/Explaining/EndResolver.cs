using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Review.Explaining;

/// <summary>Finds the end that a reader names: among those of the flows, else among the pods that the cluster tells of.</summary>
public sealed class EndResolver
{
    /// <summary>What stands before the name of an entity.</summary>
    public const string EntityPrefix = "entity:";

    private readonly CommunicationGraph? _graph;
    private readonly IReadOnlyList<KnownPod> _pods;
    private readonly WorldEnds _world;
    private readonly End[] _workloads;

    /// <summary>Prepares for a graph and an inventory.</summary>
    /// <param name="graph">The window; null when there is none.</param>
    /// <param name="pods">The pods of the cluster, as far as they are known.</param>
    /// <param name="options">What is known of the agents.</param>
    public EndResolver(CommunicationGraph? graph, IReadOnlyList<KnownPod> pods, EvaluationOptions options)
    {
        (_graph, _pods, _world) = (graph, pods, new WorldEnds(graph, options));
        _workloads = [.. (graph?.Ends ?? []).Concat(graph?.Bystanders ?? []).Where(end => end.Kind == EndKind.Workload)];
    }

    /// <summary>Finds an end.</summary>
    /// <param name="text"><c>ns/workload</c>, <c>ns/pod</c>, <c>entity:world</c>, an address, or a DNS name.</param>
    public EndAnswer Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith(EntityPrefix, StringComparison.Ordinal))
        {
            return _world.Entity(text[EntityPrefix.Length..]);
        }

        if (Address.TryParse(text, out Address address))
        {
            return _pods.FirstOrDefault(pod => pod.Addresses.Contains(address)) is { } pod
                ? EndAnswer.Found(OfPod(pod) with { Name = $"{pod.Workload} ({text})", Note = $"{text} is the address of the pod {pod.Namespace}/{pod.Name}" })
                : EndAnswer.Found(_world.At(address));
        }

        if (text.Contains('/', StringComparison.Ordinal))
        {
            return Named(text);
        }

        return text.Contains('.', StringComparison.Ordinal)
            ? EndAnswer.Found(_world.Called(text.TrimEnd('.').ToLowerInvariant()))
            : EndAnswer.Missing(
                "an end is ns/workload, ns/pod, entity:world, an address or a DNS name",
                [.. WorldEnds.Entities.Where(name => name == text).Select(name => EntityPrefix + name), .. Suggest(text)]);
    }

    private EndAnswer Named(string text)
    {
        End[] found = [.. _workloads.Where(end => end.Name == text)];
        found = found.Length > 0 ? found : [.. _workloads.Where(end => end.Workload!.Value.ToString() == text)];
        if (found.Length > 1)
        {
            return EndAnswer.Missing("several workloads have this name; name one of them", found.Select(end => end.Name));
        }

        if (found.Length == 1)
        {
            return EndAnswer.Found(Observed(found[0], Ports(found[0]), null));
        }

        KnownPod[] owned = [.. _pods.Where(pod => pod.Workload.ToString() == text)];
        if (owned.Select(pod => pod.Workload.Kind).Distinct().ToArray() is { Length: > 1 } kinds)
        {
            return EndAnswer.Missing("several workloads have this name; name a pod of one of them", owned.GroupBy(pod => pod.Workload.Kind).Select(kind => $"{text} ({kind.Key}), e.g. the pod {kind.First().Namespace}/{kind.First().Name}"));
        }

        return owned.Length > 0 ? EndAnswer.Found(OfPods(owned)) : Pod(text);
    }

    private EndAnswer Pod(string text)
    {
        if (_pods.FirstOrDefault(pod => $"{pod.Namespace}/{pod.Name}" == text) is { } known)
        {
            return EndAnswer.Found(OfPod(known));
        }

        int slash = text.IndexOf('/', StringComparison.Ordinal);
        (string space, string name) = (text[..slash], text[(slash + 1)..]);
        End[] home = [.. _workloads.Where(end => end.Workload!.Value.Namespace == space)];
        if (home.Where(end => end.PodNames.Contains(name)).ToArray() is { Length: > 0 } shown)
        {
            return shown.Length == 1
                ? EndAnswer.Found(Observed(shown[0], null, $"{text} is a pod of {shown[0].Name}"))
                : EndAnswer.Missing("pods of this name belong to several workloads; name one of them", shown.Select(end => end.Name));
        }

        // Flows keep but a few names of pods, and others are spelled like them: name-hash-suffix.
        End? stem = home.Where(end => PodNaming.IsPodOf(name, end.Workload!.Value.Name)).MaxBy(end => end.Workload!.Value.Name.Length);
        return stem is not null
            ? EndAnswer.Found(Observed(stem, null, $"{text} is taken for a pod of {stem.Name} by its name"))
            : EndAnswer.Missing(_graph is null && _pods.Count == 0 ? "no workload is known; give --flows with recorded flows, or 'cluster' or a snapshot with --policies or --cluster-state" : "no such workload or pod", Suggest(text));
    }

    // Who forgets what controllers append to a pod's name means the pod.
    private IReadOnlyList<string> Suggest(string text)
    {
        string[] pods = [.. _pods.Select(pod => $"{pod.Namespace}/{pod.Name}")];
        IReadOnlyList<string> near = NearNames.Of(text, _workloads.Select(end => end.Name).Concat(_pods.Select(pod => pod.Workload.ToString())).Concat(pods));
        return near.Count > 0 ? near : [.. pods.Where(pod => pod.StartsWith(text + "-", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(5)];
    }

    private ExplainedEnd OfPod(KnownPod pod)
    {
        End? end = Array.Find(_workloads, end => end.Workload == pod.Workload && end.IsHome);
        return new ExplainedEnd($"{pod.Namespace}/{pod.Name}", end ?? MadeOf([pod]), [Identity(pod)], end is not null)
        {
            Note = $"{pod.Namespace}/{pod.Name} is a pod of {pod.Workload}",
        };
    }

    private static ExplainedEnd OfPods(KnownPod[] pods) =>
        new(pods[0].Workload.ToString(), MadeOf(pods), [.. pods.Select(Identity).DistinctBy(end => end.Labels)], IsObserved: false);

    private IReadOnlyList<NamedPort>? Ports(End end) =>
        _pods.FirstOrDefault(pod => pod.Workload == end.Workload)?.NamedPorts;

    private static ExplainedEnd Observed(End end, IReadOnlyList<NamedPort>? ports, string? note) =>
        new(end.Name, end, [.. end.LabelSets.Select(set => new PolicyEnd(set) { NamedPorts = ports })], IsObserved: true) { Note = note };

    private static PolicyEnd Identity(KnownPod pod) => new(pod.Labels) { NamedPorts = pod.NamedPorts };

    private static End MadeOf(KnownPod[] pods) => new()
    {
        Kind = pods[0].Labels.IsReserved(ReservedIdentity.Host) ? EndKind.Host : EndKind.Workload,
        Workload = pods[0].Workload,
        Name = pods[0].Workload.ToString(),
        LabelSets = [.. pods.Select(pod => pod.Labels).Distinct().Order()],
        Cluster = pods[0].Labels.FindK8s(LabelKeys.Cluster) ?? "",
    };
}
