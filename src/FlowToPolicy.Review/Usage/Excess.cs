using System.Globalization;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Usage;

/// <summary>Finds what of an item its uses do not need: each entry is asked alone, by the evaluator, about every use.</summary>
internal sealed class Excess
{
    private const int MostPorts = 10;
    private const ushort Dns = 53;

    private readonly RuleItem _item;
    private readonly ObservedConnection[] _uses;
    private readonly PolicySet _set;
    private readonly EvaluationOptions _options;
    private readonly List<string> _words = [];

    private Excess(RuleItem item, ItemUse use, PolicySet set, EvaluationOptions options) =>
        (_item, _uses, _set, _options) = (item, [.. use.Connections.Where(connection => connection.WasLetThrough)], set, options);

    /// <summary>The item without what was never used; null when it is unused as a whole, or when nothing of it is too much.</summary>
    public static WideItem? Of(RuleItem item, ItemUse use, PolicySet set, EvaluationOptions options)
    {
        var excess = new Excess(item, use, set, options);
        if (excess._uses.Length == 0 || item.Item is not { } whole || IsSingle(whole))
        {
            return null;
        }

        DirectionItem narrower = excess.Ports(excess.Peers(whole));
        return excess._words.Count == 0 ? null
            : new WideItem(use, excess._words, PolicyYamlWriter.WriteItem(narrower, item.Reference.Direction == PolicyDirection.Ingress));
    }

    // One peer on one port is used as a whole when it is used at all.
    private static bool IsSingle(DirectionItem item) =>
        (item.Endpoints?.Count ?? 0) + (item.Entities?.Count ?? 0) + (item.Cidrs?.Count ?? 0) + (item.CidrSets?.Count ?? 0) + (item.Fqdns?.Count ?? 0) < 2
        && item.ToPorts is [{ Ports: [{ EndPort: null, Port: not ("" or "0") }] }];

    private DirectionItem Peers(DirectionItem item) => item with
    {
        Endpoints = Kept(item.Endpoints, one => item with { Endpoints = [one] }, _ => "a selector"),
        Entities = Kept(item.Entities, one => item with { Entities = [one] }, one => $"entity {one}"),
        Cidrs = Kept(item.Cidrs, one => item with { Cidrs = [one], CidrSets = null }, one => one),
        CidrSets = Kept(item.CidrSets, one => item with { CidrSets = [one], Cidrs = null }, one => one.GroupName ?? one.Cidr),
        Fqdns = Kept(item.Fqdns, one => item with { Fqdns = [one] }, one => one.MatchName ?? one.MatchPattern ?? ""),
    };

    private List<T>? Kept<T>(IReadOnlyList<T>? entries, Func<T, DirectionItem> alone, Func<T, string> words)
    {
        if (entries is not { Count: > 1 })
        {
            return entries is null ? null : [.. entries];
        }

        List<T> kept = [];
        for (int i = 0; i < entries.Count; i++)
        {
            if (IsUsed(alone(entries[i])))
            {
                kept.Add(entries[i]);
            }
            else
            {
                _words.Add($"peer {words(entries[i])} (entry {(i + 1).ToString(CultureInfo.InvariantCulture)}) was never used");
            }
        }

        // An empty list would mean nobody.
        return kept.Count > 0 ? kept : [.. entries];
    }

    private DirectionItem Ports(DirectionItem item)
    {
        (Protocol Protocol, ushort Port)[] used = [.. _uses.Select(use => (use.Edge.Protocol, use.Edge.Port)).Distinct().Order()];
        if (item.ToPorts is not { Count: > 0 } rules)
        {
            if (item.IcmpEntries is null && used.Length <= MostPorts && Array.TrueForAll(used, port => port.Protocol.HasPorts() && port.Port > 0))
            {
                _words.Add($"every port is open, and used were {string.Join(", ", used.Select(Name))}");
                return item with { ToPorts = [new PortRule { Ports = [.. used.Select(Single)] }] };
            }

            return item;
        }

        List<PortRule> kept = [.. rules.Select(rule => rule with { Ports = [.. rule.Ports.SelectMany(port => Ports(item, rule, port, used))] }).Where(rule => rule.Ports.Count > 0)];
        return kept.Count > 0 ? item with { ToPorts = kept } : item;
    }

    private IEnumerable<PortProtocol> Ports(DirectionItem item, PortRule rule, PortProtocol port, (Protocol Protocol, ushort Port)[] used)
    {
        DirectionItem alone = item with { ToPorts = [rule with { Ports = [port] }] };
        string name = $"{port.Protocol ?? "ANY"}/{port.Port}{(port.EndPort is > 0 ? $"-{port.EndPort.Value.ToString(CultureInfo.InvariantCulture)}" : "")}";
        if (!IsUsed(alone))
        {
            // Names are asked over TCP when an answer does not fit into UDP.
            if (port.Port == "53" && Array.Exists(used, known => known.Port == Dns))
            {
                return [port];
            }

            _words.Add($"port {name} was never used");
            return [];
        }

        (Protocol Protocol, ushort Port)[] within = [.. _uses.Where(use => Takes(alone, use)).Select(use => (use.Edge.Protocol, use.Edge.Port)).Distinct().Order()];
        bool isRange = port.EndPort is { } last && ushort.TryParse(port.Port, NumberStyles.None, CultureInfo.InvariantCulture, out ushort first) && last > first;
        if ((isRange || port.Port is "0" or "") && within.Length <= MostPorts)
        {
            _words.Add($"of the ports {name} used were {string.Join(", ", within.Select(Name))}");
            return within.Select(Single);
        }

        return [port];
    }

    private bool IsUsed(DirectionItem part) => Array.Exists(_uses, use => Takes(part, use));

    private bool Takes(DirectionItem part, ObservedConnection use)
    {
        bool egress = _item.Reference.Direction == PolicyDirection.Egress;
        RuleItem asked = Asked(part);
        return (egress ? use.Clients : use.Servers).Any(subject => (egress ? use.Servers : use.Clients)
            .Any(peer => asked.Judge(ItemPart.Whole, subject, peer, use.Edge.Protocol, use.Edge.Port).Admits));
    }

    private RuleItem Asked(DirectionItem part)
    {
        if (!ReferenceEquals(_lastPart, part))
        {
            (_lastPart, _last) = (part, _item.With(part, _set, _options));
        }

        return _last!;
    }

    private DirectionItem? _lastPart;
    private RuleItem? _last;

    private static string Name((Protocol Protocol, ushort Port) port) => string.Create(CultureInfo.InvariantCulture, $"{port.Protocol.Name()}/{port.Port}");

    private static PortProtocol Single((Protocol Protocol, ushort Port) port) =>
        new() { Port = port.Port.ToString(CultureInfo.InvariantCulture), Protocol = port.Protocol.Name() };
}
