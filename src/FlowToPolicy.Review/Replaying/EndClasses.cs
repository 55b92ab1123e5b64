using System.Collections.Concurrent;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Review.Replaying;

/// <summary>The classes of all ends of a graph but the world, and which of them a selector may take in.</summary>
internal sealed class EndClasses
{
    private readonly Dictionary<End, (EndClass Class, int Number)> _ofEnd = [];
    private readonly Dictionary<(string Key, string Value), List<EndClass>> _byLabel = [];
    private readonly ConcurrentDictionary<string, EndClass[]> _candidates = new(StringComparer.Ordinal);

    // Thousands of rules share the very selector; where it names its namespace, it means the same in all of them.
    private readonly ConcurrentDictionary<LabelSelector, EndClass[]> _placed = new(ReferenceEqualityComparer.Instance);
    private readonly List<EndClass> _all = [];

    /// <summary>Sorts the ends into classes. Its own node and the others are one end here.</summary>
    public EndClasses(IEnumerable<End> ends, LabelReducer reducer)
    {
        var bySignature = new Dictionary<string, EndClass>(StringComparer.Ordinal);
        List<End> nodes = [];
        foreach (End end in ends.Where(end => end.LabelsKnown && end.Kind is not (EndKind.World or EndKind.Unknown)))
        {
            if (end.Kind is EndKind.Host or EndKind.RemoteNode)
            {
                nodes.Add(end);
                continue;
            }

            LabelSet[] sets = [.. end.LabelSets.Select(reducer.Reduce).Distinct().Order()];
            string signature = end.Kind + "\n" + string.Join('\n', sets.Select(set => set.ToString()));
            if (!bySignature.TryGetValue(signature, out EndClass? found))
            {
                bySignature[signature] = found = Add(end, sets);
            }

            found.Size++;
            found.Members.Add(end);
            _ofEnd[end] = (found, _ofEnd.Count);
        }

        AddNodes(nodes, reducer);
        Reserved = [.. _all.Where(added => added.Example.Kind != EndKind.Workload)];
    }

    /// <summary>
    /// The class of an end and a number that tells ends apart, the same for all nodes; false for the world and for ends without labels.
    /// </summary>
    public bool TryFind(End end, out (EndClass Class, int Number) found) => _ofEnd.TryGetValue(end, out found);

    /// <summary>All classes, each at its number.</summary>
    public IReadOnlyList<EndClass> All => _all;

    /// <summary>The classes that are no workloads.</summary>
    public EndClass[] Reserved { get; }

    /// <summary>
    /// Classes among which all are that a selector takes in: those that carry all the labels that it demands. What it forbids is left to
    /// the evaluator.
    /// </summary>
    public EndClass[] Candidates(LabelSelector selector, string policyNamespace)
    {
        if (_placed.TryGetValue(selector, out EndClass[]? known))
        {
            return known;
        }

        List<(string Key, IReadOnlyList<string> Values)> demanded =
        [
            .. selector.MatchLabels.Select(label => (WithoutSource(label.Key), (IReadOnlyList<string>)[label.Value])),
            .. selector.MatchExpressions.Where(e => e.Operator == SelectorOperator.In).Select(e => (WithoutSource(e.Key), e.Values)),
        ];
        bool isPlaced = demanded.Exists(label => label.Key == LabelKeys.Namespace);
        if (!isPlaced)
        {
            demanded.Add((LabelKeys.Namespace, [policyNamespace]));
        }

        EndClass[] found = Find(demanded);
        return isPlaced ? _placed.GetOrAdd(selector, found) : found;
    }

    private EndClass[] Find(List<(string Key, IReadOnlyList<string> Values)> demanded)
    {
        // The same few selectors stand in many rules.
        string text = string.Join('\n', demanded.Select(label => $"{label.Key}={string.Join(',', label.Values)}"));
        return _candidates.GetOrAdd(text, _ => [.. Carriers(demanded)]);
    }

    private IEnumerable<EndClass> Carriers(List<(string Key, IReadOnlyList<string> Values)> demanded)
    {
        (string rarest, IReadOnlyList<string> values) = demanded.MinBy(label => label.Values.Sum(value => Carriers(label.Key, value).Count));
        return values.SelectMany(value => Carriers(rarest, value)).Distinct().Where(carrier => carrier.LabelSets.Any(set => Has(set, demanded)));
    }

    private static bool Has(LabelSet labels, List<(string Key, IReadOnlyList<string> Values)> demanded) =>
        demanded.TrueForAll(wanted => labels.Any(label => label.Key == wanted.Key && wanted.Values.Contains(label.Value)));

    private static string WithoutSource(string key) => key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private List<EndClass> Carriers(string key, string value) => _byLabel.GetValueOrDefault((key, value)) ?? [];

    private void AddNodes(List<End> nodes, LabelReducer reducer)
    {
        if (nodes.Count == 0)
        {
            return;
        }

        EndClass all = Add(nodes[0], [.. nodes.SelectMany(end => end.LabelSets).Select(reducer.Reduce).Distinct().Order()]);
        all.Size = 1;
        int number = _ofEnd.Count;
        foreach (End end in nodes)
        {
            _ofEnd[end] = (all, number);
        }
    }

    private EndClass Add(End example, IReadOnlyList<LabelSet> sets)
    {
        var added = new EndClass(_all.Count, example, sets);
        _all.Add(added);
        foreach ((string Key, string Value) label in sets.SelectMany(set => set).Select(label => (label.Key, label.Value)).Distinct())
        {
            if (!_byLabel.TryGetValue(label, out List<EndClass>? carriers))
            {
                _byLabel[label] = carriers = [];
            }

            carriers.Add(added);
        }

        return added;
    }
}
