using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Review.Replaying;

/// <summary>The classes of all ends of a graph but the world, and which of them a selector may take in.</summary>
internal sealed class EndClasses
{
    private readonly Dictionary<End, EndClass> _ofEnd = [];
    private readonly Dictionary<(string Key, string Value), List<EndClass>> _byLabel = [];
    private readonly List<EndClass> _reserved = [];

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
            _ofEnd[end] = found;
        }

        AddNodes(nodes, reducer);
    }

    /// <summary>The class of an end; null for the world and for ends without labels.</summary>
    public EndClass? Of(End end) => _ofEnd.GetValueOrDefault(end);

    /// <summary>The classes that are no workloads.</summary>
    public IReadOnlyList<EndClass> Reserved => _reserved;

    /// <summary>
    /// Classes among which all are that a selector takes in (not all of which it need take in): those that carry the rarest of its labels.
    /// </summary>
    public IReadOnlyList<EndClass> Candidates(LabelSelector selector, string policyNamespace)
    {
        IReadOnlyList<EndClass>? rarest = null;
        bool namesNamespace = false;
        foreach (KeyValuePair<string, string> label in selector.MatchLabels)
        {
            string key = label.Key[(label.Key.IndexOf(':', StringComparison.Ordinal) + 1)..];
            namesNamespace |= key == LabelKeys.Namespace;
            List<EndClass> carriers = Carriers(key, label.Value);
            rarest = rarest is null || carriers.Count < rarest.Count ? carriers : rarest;
        }

        foreach (SelectorExpression expression in selector.MatchExpressions.Where(e => e.Operator == SelectorOperator.In))
        {
            string key = expression.Key[(expression.Key.IndexOf(':', StringComparison.Ordinal) + 1)..];
            List<EndClass> carriers = [.. expression.Values.SelectMany(value => Carriers(key, value)).Distinct()];
            rarest = rarest is null || carriers.Count < rarest.Count ? carriers : rarest;
        }

        return rarest ?? (namesNamespace ? [] : Carriers(LabelKeys.Namespace, policyNamespace));
    }

    private List<EndClass> Carriers(string key, string value) => _byLabel.GetValueOrDefault((key, value)) ?? [];

    private void AddNodes(List<End> nodes, LabelReducer reducer)
    {
        if (nodes.Count == 0)
        {
            return;
        }

        EndClass all = Add(nodes[0], [.. nodes.SelectMany(end => end.LabelSets).Select(reducer.Reduce).Distinct().Order()]);
        all.Size = 1;
        foreach (End end in nodes)
        {
            _ofEnd[end] = all;
        }
    }

    private EndClass Add(End example, IReadOnlyList<LabelSet> sets)
    {
        var added = new EndClass(example, sets);
        if (example.Kind != EndKind.Workload)
        {
            _reserved.Add(added);
        }

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
