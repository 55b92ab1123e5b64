using System.Globalization;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Review.Findings;

/// <summary>Words for edges in findings, and the shape that most findings about edges share.</summary>
internal static class EdgeFinding
{
    /// <summary><c>shop/web -> shop/api TCP/8080</c>.</summary>
    public static string Describe(Edge edge) => $"{edge.Client.Name} -> {edge.Server.Name} {PortText(edge)}";

    /// <summary><c>TCP/8080</c>, <c>ICMPv4/8</c> (the type), or the protocol alone.</summary>
    public static string PortText(Edge edge) => edge.Port == 0 && !edge.Protocol.IsIcmp()
        ? edge.Protocol.Name()
        : string.Create(CultureInfo.InvariantCulture, $"{edge.Protocol.Name()}/{edge.Port}");

    /// <summary>The finding about all <paramref name="edges"/>, or null when there is none; those with the most connections come first.</summary>
    public static Finding? Of(string name, Severity severity, IEnumerable<Edge> edges, string what, string advice, params IReadOnlyList<string> filters)
    {
        Edge[] all = [.. edges];
        return all.Length == 0 ? null : new Finding
        {
            Name = name,
            Severity = severity,
            Count = all.Length,
            What = what,
            Advice = advice,
            Examples = [.. all.OrderByDescending(e => e.Evidence.Connections)
                .Take(Finding.MaxExamples)
                .Select(e => new FindingExample(Describe(e), HubbleCommand.For(e, filters)))],
        };
    }
}
