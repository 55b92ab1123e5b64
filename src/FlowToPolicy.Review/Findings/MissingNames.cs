using System.Globalization;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Review.Findings;

/// <summary>Addresses outside the cluster for which the log shows no DNS name, so that rules name bare addresses. Where the whole world is admitted instead, <see cref="WorldWideOpen"/> says so.</summary>
public sealed class MissingNames : IFindingRule
{
    /// <inheritdoc/>
    public Finding? Examine(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        (Edge Edge, EdgeAddress[] Nameless)[] edges =
        [
            .. analysis.Graph.Edges.Where(e => e.LetThrough && e.Server.Kind == EndKind.World && e.AddressesBeyond == 0)
                .Select(e => (Edge: e, Nameless: e.Addresses.Where(IsNameless).ToArray()))
                .Where(e => e.Nameless.Length > 0),
        ];
        bool proxied = analysis.Graph.Edges.Any(e => e.ThroughDnsProxy);
        return edges.Length == 0 ? null : new Finding
        {
            Name = "names-missing",
            Severity = Severity.Warning,
            Count = edges.Sum(e => (long)e.Nameless.Length),
            What = "addresses outside the cluster without a name in the log",
            Advice = proxied
                ? "They are admitted as exact addresses, which break when the service behind them moves."
                : "The DNS proxy is not in use, so no names are known. Admitted are exact addresses, which break when the service behind them moves.",
            Examples = [.. edges.Take(Finding.MaxExamples).Select(e => new FindingExample(Describe(e.Edge, e.Nameless), HubbleCommand.For(e.Edge, e.Nameless)))],
        };
    }

    private static bool IsNameless(EdgeAddress address) =>
        address.Names.Count == 0 && address.Outcome is (EdgeOutcome.Allowed or EdgeOutcome.Audited);

    private static string Describe(Edge edge, EdgeAddress[] nameless)
    {
        string more = nameless.Length > 1 ? string.Create(CultureInfo.InvariantCulture, $" and {nameless.Length - 1} more") : "";
        return $"{EdgeText.Describe(edge)}: {nameless[0].Address}{more}";
    }
}
