using FlowToPolicy.Identities;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Tests.Policies.Naive;

/// <summary>An end as Cilium identifies it (part 2.7): labels, the longest known prefix around its address, the names known for it.</summary>
internal sealed record NaiveIdentity(IReadOnlyList<Label> Labels, NaivePrefix? Prefix, IReadOnlyList<string>? Names)
{
    private const string CidrSource = "cidr", NameSource = "fqdn";

    public bool Is(string reserved) => Labels.Any(label => label.Source == Label.Reserved && label.Key == reserved);

    /// <summary>The key with any source: a pod label <c>host</c> or <c>init</c> counts as the reserved one would (a defect of the engine).</summary>
    public bool HasKey(string key) => Labels.Any(label => label.Key == key);

    /// <summary>Whether the address carries the label of a selector by name: it was resolved for one of the names it matches.</summary>
    public bool Carries(FqdnSelector selector, CiliumVersion version) => Names is null
        ? Labels.Any(label => label.Source == NameSource && label.Key == (selector.MatchName ?? selector.MatchPattern))
        : Names.Any(name => NaiveNames.Matches(selector, name, version));

    public bool IsWorld => Is("world") || Is("world-ipv4") || Is("world-ipv6");

    public static NaiveIdentity Of(PolicyEnd end, IReadOnlyList<Policy> policies, EvaluationOptions options)
    {
        NaivePrefix? labelled = end.Labels.Where(label => label.Source == CidrSource).Select(label => (NaivePrefix?)NaivePrefix.Parse(Colons(label.Key))).FirstOrDefault();
        bool namesKnown = end.Names is { Count: > 0 } || (end.Names is not null && !end.Address.IsNone);
        var own = new NaiveIdentity([.. end.Labels.Where(label => label.Source != CidrSource && (label.Source != NameSource || !namesKnown))], labelled, []);
        // Pods, health, ... never get prefixes or names; nodes get their own addresses only where policy-cidr-match-mode says so (1.15).
        bool nodesToo = options.CidrMatch == CidrMatchMode.Nodes && options.Version >= new CiliumVersion(1, 15) && (own.Is("remote-node") || own.Is("host"));
        if (!end.Address.IsNone)
        {
            own = own with { Prefix = nodesToo ? NaivePrefix.Around(end.Address, end.Address.Bits) : own.IsWorld ? Longest(end.Address, policies, options.Version) : null };
        }

        return own with { Names = !own.IsWorld ? [] : namesKnown ? end.Names : null };
    }

    /// <summary>"An IP's identity = its longest prefix known to any policy." A prefix of length 0 is no more than the world.</summary>
    private static NaivePrefix? Longest(Address address, IReadOnlyList<Policy> policies, CiliumVersion version)
    {
        NaivePrefix? longest = null;
        foreach (NaivePrefix found in policies.SelectMany(policy => Blocks(policy, version)).SelectMany(block => block.Around(address)))
        {
            if (found.Length > 0 && (longest is null || found.Length > longest.Value.Length))
            {
                longest = found;
            }
        }

        return longest;
    }

    private static IEnumerable<NaiveBlock> Blocks(Policy policy, CiliumVersion version)
    {
        IEnumerable<DirectionItem> items = policy.Rules
            .SelectMany(rule => new[] { rule.Ingress, rule.IngressDeny, rule.Egress, rule.EgressDeny })
            .SelectMany(list => list ?? []);
        IEnumerable<NetworkPolicyRule> rules = [.. policy.NetworkPolicy?.Ingress ?? [], .. policy.NetworkPolicy?.Egress ?? []];
        return items.SelectMany(item => (item.Cidrs ?? []).Select(cidr => NaiveBlock.Of(cidr)).Concat((item.CidrSets ?? []).Where(set => set.Cidr.Length > 0).Select(set => NaiveBlock.Of(set, version))))
            .Concat(rules.SelectMany(rule => rule.Peers ?? []).Select(peer => peer.Block).OfType<CidrSetItem>().Select(block => NaiveBlock.Of(block, version)));
    }

    /// <summary>Labels write IPv6 with dashes, and a zero before or after a dash at the end.</summary>
    private static string Colons(string key) => key.Contains('.', StringComparison.Ordinal) ? key : key.Replace('-', ':');
}
