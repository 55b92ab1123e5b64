using FlowToPolicy.Flows;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Graph.Folding.Rows;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Aggregates;

/// <summary>What rows say of ends.</summary>
internal static class EndFields
{
    private const int MaxLabels = 4096;

    /// <summary>An end, from what a flow would say of it: labels decide what it is.</summary>
    public static RawEnd Read(AggregateFields row, string prefix)
    {
        LabelSet labels = LabelSet.Parse([.. row.Texts(prefix + "labels").Take(MaxLabels)]);
        long identity = row.Count(prefix + "numeric_identity");
        var endpoint = new Endpoint(
            0,
            identity <= uint.MaxValue ? (uint)identity : throw new RowException($"'{prefix}numeric_identity' is too large"),
            row.Text(prefix + "cluster"),
            row.Text(prefix + "namespace"),
            row.Text(prefix + "pod"),
            labels,
            "",
            "");
        RawEnd end = EndClassifier.Classify(endpoint);
        if (!end.IsPod || !row.Has(prefix + "name"))
        {
            return end;
        }

        string shape = row.Text(prefix + "name_shape");
        return end with
        {
            Name = new PodName(
                row.Text(prefix + "name"),
                shape.Length == 0 ? PodNameShape.Bare
                : AggregateFormat.Shapes.TryGetValue(shape, out PodNameShape known) ? known
                : throw new RowException($"'{prefix}name_shape' is no shape of a name")),
        };
    }

    /// <summary>What an edge's row says of the pods and the workload behind an end.</summary>
    public static void Learn(GraphTally part, AggregateFields row, string prefix, RawEnd end, long times)
    {
        if (end.IsPod)
        {
            var known = new PodKnowledge();
            known.Learn(row.Text(prefix + "workload_kind"), row.Text(prefix + "workload"), row.Text(prefix + "pod"), times);
            part.Add(end, known);
        }
    }

    public static void AddPods(GraphTally part, AggregateFields row)
    {
        RawEnd end = Pod(row);
        var known = new PodKnowledge();
        foreach (string pod in row.Texts("pods"))
        {
            known.PodNames.Add(pod);
        }

        known.Learn(row.Text("workload_kind"), row.Text("workload"), "", row.Has("times") ? row.Count("times") : 1);
        part.Add(end, known);
    }

    public static void AddNames(GraphTally part, AggregateFields row)
    {
        Address address = row.Address("address") ?? throw new RowException("it has no 'address'");
        RawEnd client = part.Intern(Read(row, "client_"));
        foreach (string name in row.Texts("names"))
        {
            part.Names.Learn(client, address, name);
        }
    }

    public static void AddIdentity(GraphTally part, AggregateFields row)
    {
        long identity = row.Count("identity");
        if (identity is 0 or > uint.MaxValue)
        {
            throw new RowException("'identity' is no numeric identity");
        }

        if (row.IsTrue("ambiguous"))
        {
            part.Identities[(uint)identity] = null;
        }
        else
        {
            part.LearnIdentity((uint)identity, part.Intern(Pod(row)));
        }
    }

    private static RawEnd Pod(AggregateFields row) => Read(row, "") is { IsPod: true } end ? end : throw new RowException("it is about no pod: 'namespace' or 'labels' is missing");
}
