using System.Globalization;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Usage;

/// <summary>Takes out of the ports of an item what its uses do not need.</summary>
internal sealed class ExactPorts
{
    /// <summary>How many ports may take the place of a range.</summary>
    public const int Most = 10;

    private const ushort Dns = 53;

    private readonly PortShapes _shapes;
    private readonly PolicyDirection _direction;
    private readonly (Protocol Protocol, ushort Port)[] _used;
    private readonly List<string> _words;

    /// <summary>Prepares for the uses of an item.</summary>
    /// <param name="uses">What was let through by it.</param>
    /// <param name="direction">Its direction.</param>
    /// <param name="shapes">What ports mean.</param>
    /// <param name="words">Takes what is too much, in words.</param>
    public ExactPorts(IEnumerable<ObservedConnection> uses, PolicyDirection direction, PortShapes shapes, List<string> words)
    {
        (_direction, _shapes, _words) = (direction, shapes, words);
        _used = [.. uses.Select(use => (use.Edge.Protocol, use.Edge.Port)).Distinct().Order()];
    }

    /// <summary>The item with the ports that were used.</summary>
    public DirectionItem Of(DirectionItem item)
    {
        if (item.ToPorts is not { Count: > 0 } rules)
        {
            return item.IcmpEntries is null && CanBeListed ? item with { ToPorts = [new PortRule { Ports = [.. All().Select(Single)] }] } : item;
        }

        // One port is used as a whole when the item is used at all.
        if (rules is [{ Ports: [var only] }] && !IsRange(only.Port, only.EndPort))
        {
            return item;
        }

        List<PortRule> kept =
        [
            .. rules.Select(rule => rule.Ports.Count == 0 ? rule : rule with { Ports = [.. rule.Ports.SelectMany(port => Of(rule, port))] }).Where((rule, index) => rule.Ports.Count > 0 || rules[index].Ports.Count == 0),
        ];

        // Without any the item would open every port.
        return kept.Count > 0 ? item with { ToPorts = kept } : item;
    }

    /// <summary>The item of a Kubernetes NetworkPolicy with the ports that were used.</summary>
    public NetworkPolicyRule Of(NetworkPolicyRule item)
    {
        if (item.Ports is not { Count: > 0 } ports)
        {
            return CanBeListed ? item with { Ports = [.. All().Select(KubernetesSingle)] } : item;
        }

        NetworkPolicyPort[] kept = [.. ports.SelectMany(Of)];
        return kept.Length > 0 ? item with { Ports = kept } : item;
    }

    private bool CanBeListed => _used.Length <= Most && Array.TrueForAll(_used, port => port.Protocol.HasPorts() && port.Port > 0);

    private (Protocol Protocol, ushort Port)[] All()
    {
        _words.Add($"every port is open, and used were {Names(_used)}");
        return _used;
    }

    private IEnumerable<PortProtocol> Of(PortRule rule, PortProtocol port)
    {
        PortShape shape = _shapes.Of(new DirectionItem { ToPorts = [new PortRule { Ports = [port] }] }, _direction);
        bool mayHaveTwin = rule.Dns is not null || port.Port == "53";
        return Of(shape, Name(port.Protocol ?? "ANY", port.Port, port.EndPort), IsRange(port.Port, port.EndPort), mayHaveTwin) is { } within ? within.Select(Single) : [port];
    }

    private IEnumerable<NetworkPolicyPort> Of(NetworkPolicyPort port)
    {
        PortShape shape = _shapes.Of(new NetworkPolicyRule { Ports = [port] }, _direction);
        return Of(shape, Name(port.Protocol ?? "TCP", port.Port ?? "every", port.EndPort), port.Port is null || IsRange(port.Port, port.EndPort), port.Port == "53") is { } within
            ? within.Select(KubernetesSingle)
            : [port];
    }

    // Null to leave an entry as it is.
    private (Protocol Protocol, ushort Port)[]? Of(PortShape shape, string name, bool isRange, bool mayHaveTwin)
    {
        (Protocol Protocol, ushort Port)[] within = [.. _used.Where(port => shape.Opens(port.Protocol, port.Port))];
        if (within.Length == 0)
        {
            // Names are asked over TCP when an answer does not fit into UDP.
            if (mayHaveTwin && Array.Exists(_used, used => used.Port == Dns))
            {
                return null;
            }

            _words.Add($"port {name} was never used");
            return [];
        }

        if (!isRange || within.Length > Most)
        {
            return null;
        }

        _words.Add($"of the ports {name} used were {Names(within)}");
        return within;
    }

    private static bool IsRange(string port, int? end) => port is "0" or ""
        || (end is { } last && ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out ushort first) && last > first);

    private static string Name(string protocol, string port, int? end) =>
        $"{protocol}/{port}{(end is > 0 ? $"-{end.Value.ToString(CultureInfo.InvariantCulture)}" : "")}";

    private static string Names((Protocol Protocol, ushort Port)[] ports) =>
        string.Join(", ", ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"{port.Protocol.Name()}/{port.Port}")));

    private static PortProtocol Single((Protocol Protocol, ushort Port) port) =>
        new() { Port = port.Port.ToString(CultureInfo.InvariantCulture), Protocol = port.Protocol.Name() };

    private static NetworkPolicyPort KubernetesSingle((Protocol Protocol, ushort Port) port) =>
        new() { Port = port.Port.ToString(CultureInfo.InvariantCulture), Protocol = port.Protocol.Name() };
}
