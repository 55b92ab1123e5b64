using System.Globalization;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Synthesis.Rules;

/// <summary>Protocol and server port; for ICMP the port is the type.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Port">The port or type.</param>
internal readonly record struct ServicePort(Protocol Protocol, ushort Port) : IComparable<ServicePort>
{
    /// <summary>
    /// Whether a rule can name just this. Port 0 means "not known" in a graph and "all ports" to Cilium; and ICMP type 0 (echo reply) means
    /// every type to Cilium, which keeps a type as a port (pkg/policy/api/icmp.go). So neither ever stands in a rule.
    /// </summary>
    public bool CanStandInRule => Port != 0 && (Protocol.HasPorts() || (Protocol.IsIcmp() && Port <= byte.MaxValue));

    /// <summary>The same port of the other protocol that DNS uses.</summary>
    public ServicePort DnsTwin => this with { Protocol = Protocol == Protocol.Udp ? Protocol.Tcp : Protocol.Udp };

    /// <summary>The port of an edge.</summary>
    public static ServicePort Of(Edge edge) => new(edge.Protocol, edge.Port);

    /// <inheritdoc/>
    public int CompareTo(ServicePort other) => Protocol != other.Protocol ? Protocol.CompareTo(other.Protocol) : Port.CompareTo(other.Port);

    /// <summary><c>TCP/443</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Protocol.Name()}/{Port}");
}
