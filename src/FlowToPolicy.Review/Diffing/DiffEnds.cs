using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Vocabulary;

namespace FlowToPolicy.Review.Diffing;

/// <summary>
/// The ends that two policy sets are compared over: all that were observed, one for each selector that no observed end meets, one other pod of
/// each namespace and of all others, the entities, and what prefixes and names tell apart of the world.
/// </summary>
internal static class DiffEnds
{
    private static readonly string[] AlwaysAsked = [ReservedIdentity.Host, ReservedIdentity.RemoteNode, ReservedIdentity.KubeApiServer, ReservedIdentity.Ingress];
    private static readonly string[] AskedWhenNamed = [ReservedIdentity.Health, ReservedIdentity.Init, ReservedIdentity.Unmanaged];

    /// <summary>All of them, in stable order.</summary>
    public static IReadOnlyList<DiffEnd> Of(CommunicationGraph? graph, PolicyVocabulary vocabulary, EvaluationOptions options)
    {
        List<DiffEnd> ends = [.. (graph?.Ends ?? []).Concat(graph?.Bystanders ?? []).SelectMany(Observed)];
        LabelSet[] pods = [.. ends.Where(end => end.HasPolicies).Select(end => end.End.Labels)];
        var carriers = pods.SelectMany(labels => labels.Select(label => (label, labels))).ToLookup(pair => pair.label, pair => pair.labels);
        foreach ((LabelSet sample, string words) in vocabulary.Samples)
        {
            bool isReserved = sample.Any(label => label.Source == Label.Reserved);
            Label[] told = [.. sample.Where(label => label.Key != LabelKeys.Cluster)];
            bool isMet = told.Length > 0 && carriers[told[0]].Any(labels => told.All(labels.Contains));
            bool isOnlyNamespace = sample.All(label => label.Key is LabelKeys.Namespace or LabelKeys.Cluster);
            if (!isReserved && !isMet && !isOnlyNamespace)
            {
                ends.Add(new DiffEnd(words, new PolicyEnd(sample), HasPolicies: true, IsGeneral: false));
            }
        }

        ends.AddRange(vocabulary.Namespaces.Select(space => Fresh(space, $"any other pod of {space}", options)));
        ends.Add(Fresh(PolicyVocabulary.OtherNamespace, "any pod of any other namespace", options));
        ends.AddRange(Reserved(vocabulary));
        ends.AddRange(World(vocabulary, options));
        return [.. ends.DistinctBy(end => (end.Name, end.End.Labels, end.End.Address))];
    }

    private static IEnumerable<DiffEnd> Observed(End end) => end.Kind switch
    {
        EndKind.Workload => end.LabelSets.Select(labels => new DiffEnd(end.Name, new PolicyEnd(labels), end.IsHome, IsGeneral: false, end)),
        _ => [],
    };

    private static DiffEnd Fresh(string space, string name, EvaluationOptions options) =>
        new(name, new PolicyEnd(LabelSet.Of([Label.K8s(LabelKeys.Namespace, space), Label.K8s(LabelKeys.Cluster, options.LocalCluster)])), HasPolicies: true, IsGeneral: true);

    private static IEnumerable<DiffEnd> Reserved(PolicyVocabulary vocabulary) =>
        AlwaysAsked.Concat(AskedWhenNamed.Where(vocabulary.Entities.Contains)).Select(name => new DiffEnd(
            name,
            new PolicyEnd(LabelSet.Parse(name == ReservedIdentity.KubeApiServer ? [$"reserved:{name}", $"reserved:{ReservedIdentity.RemoteNode}"] : [$"reserved:{name}"])),
            HasPolicies: name == ReservedIdentity.Ingress,
            IsGeneral: true));

    private static IEnumerable<DiffEnd> World(PolicyVocabulary vocabulary, EvaluationOptions options)
    {
        foreach (AddressRange range in vocabulary.Ranges)
        {
            yield return World(range.Name, range.Example, [], options, isGeneral: false);
        }

        AddressRange? elsewhere = vocabulary.AddressElsewhere(isV6: false);
        foreach (AddressRange range in new[] { elsewhere, options.DualStack ? vocabulary.AddressElsewhere(isV6: true) : null }.OfType<AddressRange>())
        {
            yield return World(range.Example.IsV6 ? range.Name + " (IPv6)" : range.Name, range.Example, [], options, isGeneral: true);
        }

        // Addresses that only names lead to.
        foreach ((string name, string pattern) in vocabulary.Names)
        {
            yield return World(pattern, elsewhere?.Example ?? Address.Parse("192.0.2.1"), [name], options, isGeneral: false);
        }
    }

    private static DiffEnd World(string name, Address address, string[] names, EvaluationOptions options, bool isGeneral)
    {
        string world = !options.DualStack ? ReservedIdentity.World : address.IsV6 ? ReservedIdentity.WorldIpv6 : ReservedIdentity.WorldIpv4;
        return new DiffEnd(name, new PolicyEnd(LabelSet.Parse($"reserved:{world}"), address, names), HasPolicies: false, isGeneral);
    }
}
