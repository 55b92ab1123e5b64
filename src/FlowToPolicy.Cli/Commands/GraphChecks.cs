using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Cli.Commands;

/// <summary>What a graph must have before anything is made of it.</summary>
internal static class GraphChecks
{
    /// <summary>The graph; fails when nothing in the input became an edge, or when <c>--strict</c> forbids what is missing.</summary>
    public static CommunicationGraph Usable(CommunicationGraph graph, GeneralSettings settings)
    {
        if (graph.Edges.Count == 0)
        {
            KeyValuePair<string, long>[] reasons = [.. graph.Accounting.Reasons.OrderByDescending(r => r.Value).Take(3)];
            string why = reasons.Length == 0 ? "" : $" ({string.Join(", ", reasons.Select(r => $"{Words.Number(r.Value)} {r.Key}"))})";
            throw new CommandFailure(
                ExitCode.Input,
                $"no usable flow in {Words.Count(graph.Accounting.Read, "line")}{why}: none is a connection of a workload; record longer, or check what the exporter leaves out.");
        }

        return settings.Strict && Complaint(graph) is { } complaint
            ? throw new CommandFailure(ExitCode.Input, $"{complaint}, and --strict forbids that; leave it out to analyse the rest.")
            : graph;
    }

    /// <summary>The graph; fails when a namespace that was asked for has no workload in it, which is a mistyped one.</summary>
    public static CommunicationGraph Knows(CommunicationGraph graph, IReadOnlyList<string> namespaces)
    {
        string[] known = [.. graph.Ends.Concat(graph.Bystanders).Select(e => e.Workload?.Namespace).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        string[] unknown = [.. namespaces.Except(known)];
        return unknown.Length == 0 ? graph : throw new CommandFailure(
            ExitCode.Input,
            $"no workload of {string.Join(", ", unknown)} in the flows; they know the namespaces {string.Join(", ", known.Take(20))}.");
    }

    private static string? Complaint(CommunicationGraph graph)
    {
        long damaged = graph.Accounting.Reasons.Where(r => Accounts.IsDamage(r.Key)).Sum(r => r.Value);
        return damaged > 0 ? $"{Words.Count(damaged, "line")} could not be read"
            : graph.Window.TotalLost > 0 ? $"{Words.Count(graph.Window.TotalLost, "event")} were lost"
            : graph.Window.UnreadNodes.Count > 0 ? $"{Words.Count(graph.Window.UnreadNodes.Count, "node")} could not be read"
            : null;
    }
}
