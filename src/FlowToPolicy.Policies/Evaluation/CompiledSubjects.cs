using System.Collections.Concurrent;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Evaluation.Selectors;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>What several rules say together to their subject.</summary>
/// <param name="Ingress">Of what comes in.</param>
/// <param name="Egress">Of what goes out.</param>
/// <param name="Conflict">Why Cilium cannot resolve the rules; null when it can.</param>
internal sealed record CompiledSubject(DirectionPolicy Ingress, DirectionPolicy Egress, Judgement? Conflict);

/// <summary>The rules of a policy set by subject. Evaluators of several threads share it: it grows, but nothing in it changes.</summary>
internal sealed class CompiledSubjects
{
    private readonly CompiledRule[] _rules;
    private readonly LabelIndex _index;
    private readonly NamedPorts _clusterPorts;
    private readonly ConcurrentDictionary<int[], Lazy<CompiledSubject>> _byRules = new(NumberList.Comparer);

    /// <summary>Indexes the rules by the subjects that they are about.</summary>
    public CompiledSubjects(CompiledRule[] rules, EvaluationOptions options)
    {
        _rules = rules;
        _index = new LabelIndex(rules.Select(rule => rule.Subject));
        _clusterPorts = NamedPorts.OfCluster(options.ClusterNamedPorts);
    }

    /// <summary>The rules about a subject.</summary>
    public CompiledRule[] Rules(LabelSet labels)
    {
        bool isNode = labels.IsReserved(ReservedIdentity.Host) || labels.IsReserved(ReservedIdentity.RemoteNode);
        return [.. _index.Find(labels).Select(number => _rules[number]).Where(rule => rule.AboutNodes == isNode)];
    }

    /// <summary>What rules without names of ports say, put together once for all subjects and threads.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="always">Whether both directions are closed whatever the rules say.</param>
    public CompiledSubject Shared(CompiledRule[] rules, bool always) =>
        _byRules.GetOrAdd([.. rules.Select(rule => rule.Number), always ? -1 : -2], _ => new Lazy<CompiledSubject>(() => Build(rules, always, null))).Value;

    /// <summary>What rules say, by the named ports of the subject.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="always">Whether both directions are closed whatever the rules say.</param>
    /// <param name="ports">The named ports; null when they are not known.</param>
    public CompiledSubject Build(CompiledRule[] rules, bool always, IReadOnlyList<NamedPort>? ports)
    {
        ConflictFinder into = new(), outOf = new();
        DirectionPolicy ingress = new DirectionBuilder(NamedPorts.OfSubject(ports), into).Build(PolicyDirection.Ingress, rules, always);
        DirectionPolicy egress = new DirectionBuilder(_clusterPorts, outOf).Build(PolicyDirection.Egress, rules, always);
        return new CompiledSubject(ingress, egress, into.Conflict ?? outOf.Conflict);
    }
}
