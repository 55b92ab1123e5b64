using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Synthesis.Comments;

namespace FlowToPolicy.Synthesis.Rules;

/// <summary>What ingress and egress of a subject have in common: peers named as a whole, prefixes, and the world on a port.</summary>
internal abstract class DirectionRules(Subject subject, ProposalOptions options, Admission admission, RemarkList remarks, ClusterNames names)
{
    private readonly List<DirectionItem> _narrowed = [];

    /// <summary>The subject.</summary>
    protected Subject Subject { get; } = subject;

    /// <summary>The options.</summary>
    protected ProposalOptions Options { get; } = options;

    /// <summary>Which outcomes are admitted.</summary>
    protected Admission Admission { get; } = admission;

    /// <summary>Where remarks go.</summary>
    protected RemarkList Remarks { get; } = remarks;

    /// <summary>The names of addresses outside the cluster.</summary>
    protected ClusterNames Names { get; } = names;

    /// <summary>The peers named as a whole.</summary>
    protected PeerTable Peers { get; } = new();

    /// <summary>The exact addresses outside the cluster.</summary>
    protected WorldUnits<Address> Prefixes { get; } = new(Comparer<Address>.Default);

    /// <summary>The items of the direction; none when nothing was admitted that needs a rule.</summary>
    public abstract IReadOnlyList<DirectionItem> Items();

    /// <summary>Adds the items for everything but names.</summary>
    protected void AddCommonItems(List<DirectionItem> items, ItemFactory factory)
    {
        Peers.AddItems(items, factory, Subject.Group.Namespace);
        Prefixes.AddItems(items, factory, members => new DirectionItem { Cidrs = [.. members.Select(a => a.HostPrefix)] }, "by address");
        items.AddRange(_narrowed);
    }

    /// <summary>Adds DNS twins, and says which were left out.</summary>
    protected void AddTwins(IEnumerable<(Peer Peer, ServicePort Port)> denied, WorldTraffic world)
    {
        foreach ((Peer peer, ServicePort twin) in Peers.AddTwins(denied.ToHashSet()))
        {
            RemarkTwin(peer.Description[0], twin, 1);
        }

        foreach ((ServicePort twin, int addresses) in world.DeniedTwins)
        {
            RemarkTwin("outside the cluster", twin, addresses);
        }
    }

    /// <summary>Takes in the world on a port because its addresses are not all listed; those that were denied stay out.</summary>
    protected void AddUnbounded(WorldPort port, ItemFactory factory)
    {
        string what = port.AddressesBeyond > 0
            ? $"{CommentText.Number(port.Admitted.Count + port.AddressesBeyond)} addresses or more, too many to list"
            : "addresses that are not all listed";
        string how = port.Denied.Count == 0 ? "the whole world" : $"the whole world but {CommentText.Count(port.Denied.Count, "denied address", "denied addresses")}";
        Remarks.Add(
            RemarkKind.WorldBeyond,
            port.AddressesBeyond,
            $"{CommentText.OneLine(Subject.Name)} {Verb} {what} on {port.Port}: the rule takes in {how} on that port",
            Subject.Name,
            "world",
            port.Port.ToString());
        if (port.Denied.Count == 0)
        {
            Peers.Add(Peer.Of(Entities.World), port.WholeUse(Options.Evidence));
            return;
        }

        AddAllButDenied(port, factory);
    }

    /// <summary>Takes in all addresses of the families that were admitted on a port, but those that were denied.</summary>
    protected void AddAllButDenied(WorldPort port, ItemFactory factory)
    {
        var sets = new List<CidrSetItem>();
        if (port.HasIpv4)
        {
            sets.Add(new() { Cidr = "0.0.0.0/0", Except = [.. port.Denied.Where(a => a.IsV4).Select(a => a.HostPrefix)] });
        }

        if (port.HasIpv6)
        {
            sets.Add(new() { Cidr = "::/0", Except = [.. port.Denied.Where(a => a.IsV6).Select(a => a.HostPrefix)] });
        }

        factory.AddItems(
            _narrowed,
            new DirectionItem { CidrSets = sets },
            ["outside the cluster, but for addresses that were denied"],
            [port.WholeUse(Options.Evidence)]);
    }

    /// <summary>What the subject does with its peers, for remarks.</summary>
    protected abstract string Verb { get; }

    private void RemarkTwin(string peer, ServicePort twin, int count) => Remarks.Add(
        RemarkKind.TwinDenied,
        count,
        $"DNS on {twin.DnsTwin} is admitted, but its twin {twin} was denied in the window and is left out",
        Subject.Name,
        peer,
        twin.ToString());
}
