using System.Globalization;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Review.Findings;

/// <summary>How an edge is named wherever a reader meets it.</summary>
public static class EdgeText
{
    /// <summary><c>shop/web -> shop/api TCP/8080</c>; the names are those of the input: escape them before they reach a terminal.</summary>
    public static string Describe(Edge edge)
    {
        ArgumentNullException.ThrowIfNull(edge);
        return $"{edge.Client.Name} -> {edge.Server.Name} {Port(edge)}";
    }

    /// <summary><c>TCP/8080</c>, <c>ICMPv4/8</c> (the type), or the protocol alone when there is no port.</summary>
    public static string Port(Edge edge)
    {
        ArgumentNullException.ThrowIfNull(edge);
        return edge.Port == 0 && !edge.Protocol.IsIcmp()
            ? edge.Protocol.Name()
            : string.Create(CultureInfo.InvariantCulture, $"{edge.Protocol.Name()}/{edge.Port}");
    }
}
