using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Evaluation.Requests;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>Looks port names up: for ingress in the subject's own container ports, for egress in those of all pods (pkg/types/portmap.go).</summary>
internal sealed class NamedPorts
{
    private readonly bool _known;
    private readonly Dictionary<(string Name, Protocol Protocol), ushort?> _ports = [];
    private readonly string _whose;

    private NamedPorts(IEnumerable<NamedPort>? ports, string whose)
    {
        _known = ports is not null;
        _whose = whose;
        foreach (NamedPort port in ports ?? [])
        {
            (string, Protocol) key = (PortNumber.NormaliseName(port.Name), port.Protocol);

            // Two pods that disagree on the number make the name mean nothing.
            _ports[key] = _ports.TryGetValue(key, out ushort? other) && other != port.Port ? null : port.Port;
        }
    }

    /// <summary>The ports of the subject itself.</summary>
    public static NamedPorts OfSubject(IReadOnlyList<NamedPort>? ports) => new(ports, "the pod");

    /// <summary>The ports of every pod.</summary>
    public static NamedPorts OfCluster(IReadOnlyList<IReadOnlyList<NamedPort>>? pods) => new(pods?.SelectMany(pod => pod), "the cluster");

    /// <summary>The port ranges of several specs.</summary>
    /// <param name="specs">The specs.</param>
    /// <param name="numbered">Their ranges where none has a name.</param>
    public PortRange[] Resolve(PortSpec[] specs, PortRange[] numbered)
    {
        foreach (PortSpec spec in specs)
        {
            if (spec.Name is not null)
            {
                return [.. specs.SelectMany(Resolve)];
            }
        }

        return numbered;
    }

    /// <summary>The port ranges of specs, in which names mean nothing yet.</summary>
    public static PortRange[] Numbered(PortSpec[] specs) => Array.ConvertAll(specs, Numbered);

    private static ProxyRules? Proxy(PortSpec spec) => spec.Proxy is { Redirects: true } proxy ? proxy : null;

    private static PortRange Numbered(PortSpec spec) => new(spec.Protocols, spec.First, spec.Last, Proxy(spec), spec.Doubt) { Key = spec.Key };

    /// <summary>The port ranges of a spec: none for a name that means nothing, one in doubt for a name that is not known.</summary>
    private IEnumerable<PortRange> Resolve(PortSpec spec)
    {
        if (spec.Name is not { } name)
        {
            yield return Numbered(spec);
            yield break;
        }

        if (!_known)
        {
            yield return new PortRange(spec.Protocols, 0, ushort.MaxValue, Proxy(spec), Doubt.NotKnown($"which port of {_whose} is named '{name}'")) { Key = spec.Key };
            yield break;
        }

        foreach (Protocol protocol in new[] { Protocol.Tcp, Protocol.Udp, Protocol.Sctp })
        {
            var set = (ProtocolSet)(1 << (int)protocol);
            if ((spec.Protocols & set) != 0 && _ports.GetValueOrDefault((name, protocol)) is { } port && port != 0)
            {
                yield return new PortRange(set, port, Math.Max(port, spec.NameEnd), Proxy(spec)) { Key = spec.Key };
            }
        }
    }
}
