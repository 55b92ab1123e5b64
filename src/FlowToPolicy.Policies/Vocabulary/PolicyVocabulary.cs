using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Vocabulary;

/// <summary>
/// All that policy sets speak of, with one example of each thing that they can tell apart: what must be asked to know all that they may say.
/// </summary>
public sealed class PolicyVocabulary
{
    /// <summary>A namespace that no policy names: its pods stand for those of all such namespaces.</summary>
    public const string OtherNamespace = "f2p-any-other-namespace";

    private readonly SortedSet<string> _namespaces = new(StringComparer.Ordinal);
    private readonly Dictionary<LabelSet, string> _samples = [];
    private readonly SortedDictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _entities = new(StringComparer.Ordinal);
    private readonly AddressCutter _addresses = new();
    private readonly PortCutter _ports = new();
    private readonly string _cluster;

    private PolicyVocabulary(string cluster) => _cluster = cluster;

    /// <summary>The namespaces that policies live in or name.</summary>
    public IReadOnlyCollection<string> Namespaces => _namespaces;

    /// <summary>One smallest label set for each selector, with the selector in words.</summary>
    public IEnumerable<KeyValuePair<LabelSet, string>> Samples => _samples.OrderBy(sample => sample.Key);

    /// <summary>The entities named.</summary>
    public IReadOnlyCollection<string> Entities => _entities;

    /// <summary>One name for each name or pattern of toFQDNs, with that pattern.</summary>
    public IReadOnlyDictionary<string, string> Names => _names;

    /// <summary>The addresses that prefixes tell apart.</summary>
    public IReadOnlyList<AddressRange> Ranges => [.. _addresses.Ranges()];

    /// <summary>Ports that rules tell apart.</summary>
    public IReadOnlyList<PortInterval> Ports => _ports.Intervals();

    /// <summary>An address that no rule names; null when rules name all of the family.</summary>
    public AddressRange? AddressElsewhere(bool isV6) => _addresses.Elsewhere(isV6);

    /// <summary>Reads policy sets.</summary>
    /// <param name="sets">The sets.</param>
    /// <param name="cluster">The local cluster's name.</param>
    public static PolicyVocabulary Of(IEnumerable<PolicySet> sets, string cluster)
    {
        ArgumentNullException.ThrowIfNull(sets);
        var vocabulary = new PolicyVocabulary(cluster);
        foreach (PolicySet set in sets)
        {
            foreach (Policy policy in set.Policies)
            {
                vocabulary.Read(policy);
            }

            foreach (string prefix in set.CidrGroups.SelectMany(group => group.ExternalCidrs))
            {
                vocabulary._addresses.Add(prefix);
            }
        }

        vocabulary._namespaces.Remove("");
        return vocabulary;
    }

    /// <summary>Adds a port that was observed.</summary>
    public void AddPort(Protocol protocol, ushort port) => _ports.Add(protocol, port);

    private void Read(Policy policy)
    {
        string space = PolicyCompiler.NamespaceOf(policy);
        _namespaces.Add(space);
        string[] spaces = [space.Length == 0 ? OtherNamespace : space];
        if (policy.NetworkPolicy is { } spec)
        {
            Add(spec.PodSelector, spaces);
            foreach (NetworkPolicyRule rule in (spec.Ingress ?? []).Concat(spec.Egress ?? []))
            {
                Read(rule, spaces);
            }
        }

        foreach (Rule rule in policy.Rules)
        {
            Add(rule.EndpointSelector, spaces);
            foreach (DirectionItem item in (IEnumerable<DirectionItem>)[.. rule.Ingress ?? [], .. rule.IngressDeny ?? [], .. rule.Egress ?? [], .. rule.EgressDeny ?? []])
            {
                Read(item, spaces);
            }
        }
    }

    private void Read(DirectionItem item, string[] spaces)
    {
        foreach (LabelSelector selector in item.Endpoints ?? [])
        {
            Add(selector, spaces);
        }

        _entities.UnionWith(item.Entities ?? []);
        Prefixes(item.Cidrs ?? []);
        foreach (CidrSetItem set in item.CidrSets ?? [])
        {
            Prefixes([set.Cidr, .. set.Except]);
        }

        foreach (FqdnSelector selector in item.Fqdns ?? [])
        {
            string text = selector.MatchName ?? selector.MatchPattern ?? "";
            _names.TryAdd(text.Replace("*", SelectorSample.AnyValue, StringComparison.Ordinal).TrimEnd('.').ToLowerInvariant(), text);
        }

        _ports.Add(item);
    }

    private void Read(NetworkPolicyRule rule, string[] spaces)
    {
        foreach (NetworkPolicyPeer peer in rule.Peers ?? [])
        {
            if (peer.Block is { } block)
            {
                Prefixes([block.Cidr, .. block.Except]);
                continue;
            }

            LabelSelector pods = peer.Pods ?? new LabelSelector();
            Add(peer.Namespaces is null ? pods : With(pods, peer.Namespaces), peer.Namespaces is null ? spaces : [OtherNamespace]);
        }

        foreach (NetworkPolicyPort port in rule.Ports ?? [])
        {
            _ports.Add(port);
        }
    }

    // A namespace's labels stand on its pods, under a prefix.
    private static LabelSelector With(LabelSelector pods, LabelSelector namespaces) => new()
    {
        MatchLabels = [.. pods.MatchLabels, .. namespaces.MatchLabels.Select(label => new KeyValuePair<string, string>(LabelKeys.NamespaceLabelPrefix + label.Key, label.Value))],
        MatchExpressions = [.. pods.MatchExpressions, .. namespaces.MatchExpressions.Select(e => e with { Key = LabelKeys.NamespaceLabelPrefix + e.Key })],
    };

    private void Add(LabelSelector? selector, string[] spaces)
    {
        if (selector is null)
        {
            return;
        }

        foreach (LabelSet sample in SelectorSample.Of(selector, spaces, _cluster))
        {
            _samples.TryAdd(sample, Words(sample));
            if (sample.FindK8s(LabelKeys.Namespace) is { } space && space != OtherNamespace)
            {
                _namespaces.Add(space);
            }
        }
    }

    private void Prefixes(IEnumerable<string> prefixes)
    {
        foreach (string prefix in prefixes)
        {
            _addresses.Add(prefix);
        }
    }

    private static string Words(LabelSet sample)
    {
        string labels = string.Join(", ", sample.Where(label => label.Key is not (LabelKeys.Namespace or LabelKeys.Cluster)).Select(Words));
        string where = sample.FindK8s(LabelKeys.Namespace) switch
        {
            null => "",
            OtherNamespace => " of any other namespace",
            var space => $" of {space}",
        };
        return where.Length == 0 ? labels : labels.Length == 0 ? $"any other pod{where}" : $"pods with {labels}{where}";
    }

    private static string Words(Label label) => label.Source == Label.Reserved ? label.Key
        : label.Value == SelectorSample.AnyValue ? label.Key
        : $"{label.Key.Replace(LabelKeys.NamespaceLabelPrefix, "namespace label ", StringComparison.Ordinal)}={label.Value}";
}
