using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Tests.Policies.RandomSets;

/// <summary>The items of Cilium's rules.</summary>
internal sealed class RandomItems(Dice dice, EvaluationOptions options, RandomSelectors selectors, RandomPorts ports)
{
    public List<DirectionItem> Allows(bool ingress, bool aboutNodes) => dice.Chance(4) ? [] : dice.Some(3, () =>
    {
        DirectionItem item = Peers(ingress, isDeny: false) with { AuthenticationMode = dice.Chance(8) ? dice.One("required", "required", "disabled", "test-always-fail") : null };
        return dice.Below(12) switch
        {
            <= 7 => item with { ToPorts = ports.Allowed(ingress, quiet: aboutNodes) },
            8 => item with { Icmps = ports.Icmps() },
            _ => item,
        };
    });

    public List<DirectionItem> Denies(bool ingress) => dice.Chance(4) ? [] : dice.Some(2, () =>
    {
        DirectionItem item = Peers(ingress, isDeny: true);
        return dice.Below(12) switch
        {
            <= 7 => item with { ToPorts = ports.Denied() },
            8 => item with { Icmps = ports.Icmps() },
            _ => item,
        };
    });

    public CidrSetItem CidrSet()
    {
        string whole = dice.One(Words.Prefixes);
        string[] inside = [.. Words.Prefixes.Where(prefix => prefix != whole && prefix.Contains(':') == whole.Contains(':') && prefix[^2..] != "/0")];

        // What 1.19 makes of an exception is not settled for ends of which only the world is known, and for IPv6 where only IPv4 is on.
        bool mayExcept = options.Version < new CiliumVersion(1, 19) || (whole[^2..] != "/0" && (options.DualStack || !whole.Contains(':')));
        return new CidrSetItem { Cidr = whole, Except = mayExcept && dice.Chance(40) ? [.. dice.Some(2, () => dice.One(inside)).Distinct()] : [] };
    }

    private DirectionItem Peers(bool ingress, bool isDeny)
    {
        // An empty list selects nobody, or is ignored, depending on the kind.
        bool empty = dice.Chance(3);
        return dice.Below(20) switch
        {
            <= 7 => new DirectionItem { Endpoints = empty ? [] : dice.Some(2, selectors.Peer) },
            <= 10 => new DirectionItem { Entities = empty ? [] : dice.Some(2, () => dice.One(Words.Entities)) },
            <= 12 => new DirectionItem { Cidrs = empty ? [] : dice.Some(2, () => dice.Chance(8) ? dice.One("10.1.2.3", "2001:db8:1::5") : dice.One(Words.Prefixes)) },
            <= 14 => new DirectionItem { CidrSets = empty ? [] : dice.Some(2, CidrSet) },
            <= 16 when !ingress && !isDeny => new DirectionItem { Fqdns = empty ? [] : dice.Some(2, Name) },
            17 when options.NodeSelectorLabels => new DirectionItem { Nodes = empty ? [] : dice.Some(2, selectors.Nodes) },
            18 when !ingress && options.Version >= new CiliumVersion(1, 17) => new DirectionItem { Services = empty ? [] : [Service()] },
            _ => new DirectionItem(),
        };
    }

    private FqdnSelector Name() => dice.Chance(50) ? new FqdnSelector { MatchName = dice.One(Words.Names) } : new FqdnSelector { MatchPattern = dice.One(Words.Patterns) };

    /// <summary>A service that the cluster does not have.</summary>
    private ServiceSelector Service() => dice.Chance(50)
        ? new ServiceSelector { Name = "missing", Namespace = dice.One("", "shop") }
        : new ServiceSelector { Selector = new LabelSelector { MatchLabels = [new("app", "missing")] } };
}
