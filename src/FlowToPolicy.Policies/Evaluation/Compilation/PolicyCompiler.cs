using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation.Compilation;

/// <summary>Turns Cilium policies into compiled rules; Kubernetes NetworkPolicies go to <see cref="NetworkPolicyCompiler"/>.</summary>
internal sealed class PolicyCompiler(SelectorTable table, EvaluationOptions options, PolicySet set)
{
    private static readonly CiliumVersion WithoutRequirements = new(1, 19);

    // Before, the API server drops the field: it is not in the schema.
    private static readonly CiliumVersion DefaultDenySince = new(1, 16);

    private readonly PeerCompiler _peers = new(table, options, set);
    private readonly ProxyCompiler _proxies = new(options);
    private readonly Dictionary<(string Port, string? Protocol), (PortSpec[] Ports, PortRange[] Ranges)> _ports = [];
    private int _entries;

    /// <summary>Compiles one policy.</summary>
    public IEnumerable<CompiledRule> Compile(Policy policy)
    {
        if (policy.Kind == PolicyKind.NetworkPolicy)
        {
            CompiledRule compiled = new NetworkPolicyCompiler(table, _peers, options, _entries).Compile(policy);
            _entries += compiled.Ingress.Entries.Length + compiled.Egress.Entries.Length;
            return [compiled];
        }

        return policy.Rules.Select((rule, index) => Compile(policy, rule, index));
    }

    /// <summary>The namespace that a policy lives in; a namespaced one that names none lives in <c>default</c>, as kubectl would put it.</summary>
    public static string NamespaceOf(Policy policy) => policy.Kind switch
    {
        PolicyKind.CiliumClusterwideNetworkPolicy => "",
        _ => policy.Namespace.Length == 0 ? "default" : policy.Namespace,
    };

    private CompiledRule Compile(Policy policy, Rule rule, int index)
    {
        string space = NamespaceOf(policy);
        bool aboutNodes = rule.EndpointSelector is null && rule.NodeSelector is not null;
        LabelSelector subject = rule.EndpointSelector ?? rule.NodeSelector ?? new LabelSelector();
        var place = new Place(policy, index, space, SubjectIsInit: Requires(subject, ReservedIdentity.Init));
        return new CompiledRule(
            SelectorCompiler.Subject(subject, space),
            aboutNodes,
            Direction(place, PolicyDirection.Ingress, rule.Ingress, rule.IngressDeny, rule.DefaultDenyIngress),
            Direction(place, PolicyDirection.Egress, rule.Egress, rule.EgressDeny, rule.DefaultDenyEgress));
    }

    private CompiledDirection Direction(Place place, PolicyDirection direction, IReadOnlyList<DirectionItem>? allow, IReadOnlyList<DirectionItem>? deny, bool? defaultDeny)
    {
        bool speaks = allow is { Count: > 0 } || deny is { Count: > 0 };
        var reference = new RuleReference(place.Policy, place.Rule, direction, IsDeny: allow is not { Count: > 0 }, -1);
        int allowed = allow?.Count ?? 0;
        var entries = new CompiledEntry[allowed + (deny?.Count ?? 0)];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = i < allowed
                ? Entry(place, reference, allow![i], i, isDeny: false, onlyObserves: defaultDeny == false)
                : Entry(place, reference, deny![i - allowed], i - allowed, isDeny: true, onlyObserves: false);
        }

        bool? written = options.Version < DefaultDenySince ? null : defaultDeny;
        return new CompiledDirection(reference, speaks, written ?? speaks, entries, new RequiredSelectors(Required(place, allow), Required(place, deny)));
    }

    private CompiledEntry Entry(Place place, RuleReference direction, DirectionItem item, int index, bool isDeny, bool onlyObserves)
    {
        (PortSpec[] ports, PortRange[] ranges) = Ports(item, isDeny ? null : _proxies);
        CompiledPeers peers = _peers.Compile(item, direction.Direction, isDeny, place.Namespace, place.SubjectIsInit);
        Doubt? doubt = peers.Doubt;
        if (item.Requires is { Count: > 0 } && options.Version >= WithoutRequirements)
        {
            doubt = Doubt.NotModelled("fromRequires and toRequires (removed in Cilium 1.19)");
        }

        AuthenticationMode? mode = isDeny ? null : Mode(item.AuthenticationMode, ref doubt);
        var entry = new PolicyEntry(direction, index, _entries++, isDeny, ranges) { Authentication = mode, Doubt = doubt, OnlyObserves = onlyObserves };
        return new CompiledEntry(entry, peers, ports, NamesEndpoints: item.Endpoints is { Count: > 0 });
    }

    // Nearly every item of a large set opens one port that thousands of others open too.
    private (PortSpec[] Ports, PortRange[] Ranges) Ports(DirectionItem item, ProxyCompiler? proxies)
    {
        if (item is not { IcmpEntries: null, ToPorts: [{ Ports: [{ EndPort: null } port] } rule] } || proxies?.Compile(rule) is not null)
        {
            PortSpec[] written = PortCompiler.Compile(item, proxies, options.Version);
            return (written, NamedPorts.Numbered(written));
        }

        if (!_ports.TryGetValue((port.Port, port.Protocol), out (PortSpec[] Ports, PortRange[] Ranges) known))
        {
            PortSpec[] ports = [PortCompiler.Compile(port, options.Version)];
            known = _ports[(port.Port, port.Protocol)] = (ports, NamedPorts.Numbered(ports));
        }

        return known;
    }

    private int[] Required(Place place, IReadOnlyList<DirectionItem>? items)
    {
        if (options.Version >= WithoutRequirements)
        {
            return [];
        }

        IEnumerable<LabelMatcher> matchers = (items ?? [])
            .SelectMany(item => item.Requires ?? [])
            .Select(selector => SelectorCompiler.Requirement(selector, place.Namespace, place.SubjectIsInit));
        return [.. matchers.Where(matcher => matcher.Requirements.Length > 0).Select(table.Number)];
    }

    private static AuthenticationMode? Mode(string? mode, ref Doubt? doubt)
    {
        switch (mode)
        {
            case null or "":
                return null;
            case "disabled":
                return AuthenticationMode.Disabled;
            case "required":
                return AuthenticationMode.Required;
            case "test-always-fail":
                return AuthenticationMode.AlwaysFail;
            default:
                doubt = Doubt.NotModelled($"'{mode}' is no authentication mode");
                return null;
        }
    }

    private static bool Requires(LabelSelector selector, string reserved) =>
        SelectorCompiler.Requirements(selector).Exists(requirement => requirement.Source == Label.Reserved && requirement.Key == reserved);

    private sealed record Place(Policy Policy, int Rule, string Namespace, bool SubjectIsInit);
}
