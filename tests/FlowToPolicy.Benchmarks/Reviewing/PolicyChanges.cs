using System.Globalization;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Benchmarks.Reviewing;

/// <summary>Makes policy sets that differ from a given one in a known way.</summary>
internal static class PolicyChanges
{
    private const int EveryWhich = 10;

    /// <summary>How many items a set has.</summary>
    public static int Items(PolicySet set) => set.Policies.Sum(policy => policy.Rules.Sum(rule => (rule.Ingress?.Count ?? 0) + (rule.Egress?.Count ?? 0)));

    /// <summary>The items of a rule that open the same ports as one, as people write them.</summary>
    public static PolicySet Merged(PolicySet set) => set with
    {
        Policies = [.. set.Policies.Select(policy => policy with { Rules = [.. policy.Rules.Select(rule => rule with { Ingress = Merged(rule.Ingress), Egress = Merged(rule.Egress) })] })],
    };

    /// <summary>Every port is another one: nothing that was observed fits.</summary>
    public static PolicySet EveryPort(PolicySet set) => set with { Policies = [.. set.Policies.Select(policy => Map(policy, Moved))] };

    /// <summary>One policy of ten is changed: its first item is dropped, or everybody is let in, or names and prefixes are added.</summary>
    public static PolicySet Some(PolicySet set, int seed)
    {
        var random = new Random(seed);
        return set with { Policies = [.. set.Policies.Select((policy, index) => index % EveryWhich == 0 ? Change(policy, random.Next(3), index) : policy)] };
    }

    /// <summary>Every item opens every port.</summary>
    public static PolicySet WithoutPorts(PolicySet set) => set with
    {
        Policies = [.. set.Policies.Select(policy => policy with { Rules = [.. policy.Rules.Select(rule => rule with { Ingress = WithoutPorts(rule.Ingress), Egress = WithoutPorts(rule.Egress) })] })],
    };

    private static IReadOnlyList<DirectionItem>? WithoutPorts(IReadOnlyList<DirectionItem>? items) => items is null ? null : [.. items.Select(item => item with { ToPorts = null })];

    private static Policy Change(Policy policy, int how, int number) => how switch
    {
        0 => policy with { Rules = [.. policy.Rules.Select(rule => rule with { Ingress = Rest(rule.Ingress), Egress = Rest(rule.Egress) })] },
        1 => policy with { Rules = [.. policy.Rules.Select(rule => rule with { Ingress = [.. rule.Ingress ?? [], Everybody()] })] },
        _ => policy with { Rules = [.. policy.Rules.Select(rule => rule with { Egress = [.. rule.Egress ?? [], Name(number), Prefix(number)] })] },
    };

    private static IReadOnlyList<DirectionItem>? Rest(IReadOnlyList<DirectionItem>? items) => items is { Count: > 1 } ? [.. items.Skip(1)] : items;

    private static DirectionItem Everybody() => new() { Endpoints = [new LabelSelector()], ToPorts = [Port("8080")] };

    private static DirectionItem Name(int number) => new() { Fqdns = [new FqdnSelector { MatchName = Text($"host-{number}.example.com") }], ToPorts = [Port("443")] };

    private static DirectionItem Prefix(int number) => new() { Cidrs = [Text($"{20 + (number % 150)}.{number % 250}.0.0/16")], ToPorts = [Port("443")] };

    private static Policy Map(Policy policy, Func<PortProtocol, PortProtocol> port)
    {
        IReadOnlyList<DirectionItem>? Items(IReadOnlyList<DirectionItem>? items) => items is null
            ? null
            : [.. items.Select(item => item with { ToPorts = item.ToPorts is null ? null : [.. item.ToPorts.Select(rule => rule with { Ports = [.. rule.Ports.Select(port)] })] })];
        return policy with { Rules = [.. policy.Rules.Select(rule => rule with { Ingress = Items(rule.Ingress), Egress = Items(rule.Egress) })] };
    }

    private static IReadOnlyList<DirectionItem>? Merged(IReadOnlyList<DirectionItem>? items) => items is null
        ? null
        :
        [
            .. items.Where(item => item.Endpoints is null),
            .. items.Where(item => item.Endpoints is not null)
                .GroupBy(item => string.Join(',', (item.ToPorts ?? []).SelectMany(rule => rule.Ports).Select(port => port.Port)))
                .Select(group => group.First() with { Endpoints = [.. group.SelectMany(item => item.Endpoints!)] }),
        ];

    private static PortProtocol Moved(PortProtocol port) =>
        port with { Port = int.TryParse(port.Port, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? Text($"{(number + 10_000) % 60_000}") : port.Port };

    private static PortRule Port(string port) => new() { Ports = [new PortProtocol { Port = port, Protocol = "TCP" }] };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
