using FlowToPolicy.Identities;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Tests.Policies.Naive;

/// <summary>One selector of peers. <paramref name="Text"/> is what Cilium tells selectors apart by; empty for everybody.</summary>
internal sealed record NaivePeer(string Text, Func<NaiveIdentity, bool> Takes)
{
    public static readonly NaivePeer Everybody = new("", _ => true);

    public bool IsEverybody => Text.Length == 0;

    public static NaivePeer Of(NaiveSelector selector) =>
        selector.Requirements.Count == 0 ? Everybody : new NaivePeer(selector.Text, identity => selector.Selects(identity.Labels));
}

/// <summary>Reads the peers of an item of a Cilium policy (parts 2.2 and 2.7).</summary>
internal sealed class NaivePeers(string space, bool subjectIsInit, EvaluationOptions options)
{
    private static readonly string[] Worlds = ["world", "world-ipv4", "world-ipv6"];

    private static readonly string[] OfCluster = ["host", "remote-node", "init", "ingress", "health", "unmanaged", "kube-apiserver"];

    /// <summary>Null: nobody. Empty: no peers are named at all.</summary>
    public IReadOnlyList<NaivePeer>? Of(DirectionItem item)
    {
        // "= []: selects nobody"; toFQDNs, toServices and toGroups are ignored when empty.
        if (item.Endpoints?.Count == 0 || item.Entities?.Count == 0 || item.Cidrs?.Count == 0 || item.CidrSets?.Count == 0 || item.Nodes?.Count == 0)
        {
            return null;
        }

        // A service that does not exist adds no peer: with ports the item is then open to everyone.
        NaivePeer[] peers =
        [
            .. (item.Endpoints ?? []).Select(selector => NaivePeer.Of(NaiveCompletion.Peer(selector, space, subjectIsInit, options))),
            .. (item.Nodes ?? []).Select(selector => NaivePeer.Of(NaiveCompletion.Node(selector, options))),
            .. (item.Entities ?? []).SelectMany(Entity),
            .. (item.Cidrs ?? []).SelectMany(cidr => Block(NaiveBlock.Of(cidr))),
            .. (item.CidrSets ?? []).SelectMany(set => set.Cidr.Length > 0 ? Block(NaiveBlock.Of(set, options.Version)) : [Group(set)]),
            .. (item.Fqdns ?? []).Select(Name),
        ];
        return peers.Any(peer => peer.IsEverybody) ? [NaivePeer.Everybody] : peers;
    }

    public IEnumerable<NaivePeer> Block(NaiveBlock block)
    {
        yield return new NaivePeer($"cidr {block.Whole} {string.Join(",", block.Except)}", identity => identity.Prefix is { } prefix && block.Holds(prefix));

        // An address that no other prefix holds has the identity of the world; "0.0.0.0/0 covers IPv4 only". A single stack is IPv4.
        if (block is { Whole.Length: 0, Except.Count: 0 } && (options.DualStack || !block.Whole.IsV6))
        {
            // Cilium merges rules for it with those for the entity of that name, and finds contradictions between them; that is left out on both sides.
            yield return Reserved(!options.DualStack ? "world" : block.Whole.IsV6 ? "world-ipv6" : "world-ipv4") with { Text = $"world of {block.Whole}" };
        }
    }

    /// <summary>Prefixes of a CiliumCIDRGroup carry its name and labels; a group that is missing matches nothing.</summary>
    private static NaivePeer Group(CidrSetItem set) => NaivePeer.Of(set.GroupName is { } name
        ? new NaiveSelector([new NaiveRequirement("cidrgroup", $"io.cilium.policy.cidrgroupname/{name}", SelectorOperator.Exists, [])])
        : NaiveSelector.Of(set.GroupSelector!, "cidrgroup:"));

    private IEnumerable<NaivePeer> Entity(string entity) => entity switch
    {
        "all" => [NaivePeer.Everybody],
        "world" => Worlds.Select(Reserved),
        "cluster" => OfCluster.Select(Reserved).Append(NaivePeer.Of(NaiveCompletion.InCluster(new NaiveSelector([]), options with { PolicyDefaultLocalCluster = true }))),
        "none" => [new NaivePeer("none", _ => false)],
        _ => [Reserved(entity)],
    };

    private NaivePeer Reserved(string name)
    {
        var selector = new NaiveSelector([new NaiveRequirement(Label.Reserved, name, SelectorOperator.In, [""])]);
        return NaivePeer.Of(selector);
    }

    private NaivePeer Name(FqdnSelector selector) => new(
        $"fqdn {selector.MatchName?.ToLowerInvariant()} {selector.MatchPattern?.ToLowerInvariant()}",
        identity => identity.Carries(selector, options.Version));
}
