using System.Text.Json;
using FlowToPolicy.Cli.PolicyFiles;

namespace FlowToPolicy.Cli.Output;

/// <summary>What was done to a folder, as JSON.</summary>
internal static class FilesJson
{
    /// <summary>Writes the part, when a folder was given.</summary>
    public static void Write(Utf8JsonWriter json, Outcome outcome)
    {
        if (outcome.Plan is { } plan)
        {
            Write(json, plan, outcome.DryRun);
        }
    }

    /// <summary>Writes what a plan did, or would do.</summary>
    public static void Write(Utf8JsonWriter json, DirectoryPlan plan, bool dryRun)
    {
        json.WriteStartObject("files");
        json.WriteString("directory", plan.Directory);
        json.WriteBoolean("dryRun", dryRun);
        foreach (FileAction action in Enum.GetValues<FileAction>())
        {
            json.Strings(PlanText.Word(action), plan.Files.Where(f => f.Action == action).Select(f => f.Path));
        }

        json.WriteEndObject();
    }
}
