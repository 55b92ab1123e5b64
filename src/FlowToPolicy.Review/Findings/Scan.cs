using System.Globalization;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Review.Findings;

/// <summary>
/// One client that tries many ports or peers in a short time, most of them in vain. Judged from edges: short-lived ones with few
/// connections (or none but drops), of which at least half were denied, failed or never answered. A client outside the cluster is judged by address;
/// a pod's own node, whose probes look just so, is not judged.
/// </summary>
public sealed class Scan : IFindingRule
{
    private const int MinTargets = 8;
    private const int MaxConnections = 3;
    private static readonly long Span = TimeSpan.FromMinutes(10).Ticks;

    /// <inheritdoc/>
    public Finding? Examine(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        Suspect[] suspects =
        [
            .. analysis.Graph.Edges.Where(e => !e.Marks.HasFlag(EdgeMarks.LocalHost)).SelectMany(Attempts)
                .GroupBy(a => (a.Edge.Client.Name, a.Address))
                .OrderBy(g => g.Key.Name, StringComparer.Ordinal).ThenBy(g => g.Key.Address)
                .Select(g => Densest([.. g.OrderBy(a => a.Edge.Evidence.FirstSeen)]))
                .Where(s => s.Attempts.Count >= MinTargets && s.Attempts.Count(a => a.InVain) * 2 >= s.Attempts.Count),
        ];
        return suspects.Length == 0 ? null : new Finding
        {
            Name = "scan",
            Severity = Severity.Serious,
            Count = suspects.Length,
            What = "clients that tried many ports or peers within minutes, most of them in vain",
            Advice = "This looks like a scan. Make sure that no rule of the proposal rests on it before you apply it.",
            Examples = [.. suspects.Take(Finding.MaxExamples).Select(Example)],
        };
    }

    private static IEnumerable<Attempt> Attempts(Edge edge)
    {
        if (edge.Client.Kind is EndKind.World or EndKind.Unknown or EndKind.Unmanaged)
        {
            return edge.Addresses.Where(a => !LetThrough(a) || a.Connections <= MaxConnections)
                .Select(a => new Attempt(edge, a.Address, InVain(edge) || !LetThrough(a)));
        }

        // A packet that is dropped is sent again and again, so that drops do not count the tries.
        long tries = edge.LetThrough ? Math.Max(edge.Evidence.Connections, edge.Evidence.Sightings.Denied) : 0;
        return edge.Evidence.LastSeen - edge.Evidence.FirstSeen <= Span && tries <= MaxConnections
            ? [new Attempt(edge, default, InVain(edge))]
            : [];
    }

    private static bool LetThrough(EdgeAddress address) => address.Outcome is EdgeOutcome.Allowed or EdgeOutcome.Audited;

    // The mark, unlike a missing answer, is not set where the log holds no replies at all.
    private static bool InVain(Edge edge) => !edge.LetThrough || edge.Marks.HasFlag(EdgeMarks.Unanswered);

    /// <summary>The attempts that lie closest together: those that begin within <see cref="Span"/> of one of them.</summary>
    private static Suspect Densest(IReadOnlyList<Attempt> attempts)
    {
        int bestStart = 0, bestCount = 0, end = 0;
        for (int start = 0; start < attempts.Count; start++)
        {
            end = Math.Max(end, start);
            while (end < attempts.Count && attempts[end].Edge.Evidence.FirstSeen - attempts[start].Edge.Evidence.FirstSeen <= Span)
            {
                end++;
            }

            if (end - start > bestCount)
            {
                (bestStart, bestCount) = (start, end - start);
            }
        }

        return new Suspect([.. attempts.Skip(bestStart).Take(bestCount)]);
    }

    private static FindingExample Example(Suspect suspect)
    {
        Attempt first = suspect.Attempts[0];
        int servers = suspect.Attempts.Select(a => a.Edge.Server.Name).Distinct().Count();
        int ports = suspect.Attempts.Select(a => (a.Edge.Protocol, a.Edge.Port)).Distinct().Count();
        string who = first.Address.IsNone ? first.Edge.Client.Name : $"{first.Edge.Client.Name} {first.Address}";
        string command = first.Address.IsNone
            ? HubbleCommand.ForEnd(first.Edge.Client)
            : $"hubble observe --last 100 --from-ip {first.Address}";
        return new FindingExample(string.Create(CultureInfo.InvariantCulture, $"{who}: {ports} ports on {servers} peers"), command);
    }

    private sealed record Attempt(Edge Edge, Address Address, bool InVain);

    private sealed record Suspect(IReadOnlyList<Attempt> Attempts);
}
