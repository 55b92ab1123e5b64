using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.PolicyFiles;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Cluster;
using FlowToPolicy.Cluster.Snapshots;

namespace FlowToPolicy.Cli.Snapshots;

/// <summary>Says what a snapshot holds, in the formats of <c>snapshot</c>.</summary>
internal static class SnapshotFormats
{
    /// <summary>The names of the formats; the first is the default.</summary>
    public static IReadOnlyList<string> Names { get; } = ["text", "json"];

    /// <summary>Writes it.</summary>
    public static void Write(string format, Terminal terminal, ClusterContents contents, DirectoryPlan plan)
    {
        if (format == "json")
        {
            terminal.Out.Write(JsonDocuments.Text(JsonDocuments.Write("Snapshot", json =>
            {
                InventoryJson.Summary(json, contents);
                InventoryJson.Gaps(json, contents.Gaps);
                FilesJson.Write(json, plan, dryRun: false);
            })));
            return;
        }

        PlanText.Write(plan, dryRun: false, terminal);
        terminal.Line($"{plan.Directory}/{InventoryJson.FileName}: {Words.Count(contents.Inventory.Namespaces.Count, "namespace")}, "
            + $"{Words.Count(contents.Inventory.Pods.Count, "pod")}, {Words.Count(contents.Inventory.Services.Count, "service")}");
    }
}
