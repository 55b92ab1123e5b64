using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Import;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>Reads policies for commands that judge by them.</summary>
internal static class PolicyReading
{
    private const int MostNotes = 5;

    /// <summary>Reads the places; what the API server would refuse is left out and said, because the cluster does not hold it either.</summary>
    public static ImportedPolicies Read(Host host, IReadOnlyList<string> places, CiliumVersion version, GeneralSettings settings)
    {
        ImportedPolicies read = PolicyImport.Read(places, host.OpenInput, version);
        if (read.Findings.Count > 0 && settings.Strict)
        {
            throw new CommandFailure(ExitCode.Input, $"{Words.Count(read.Findings.Count, "finding")} in the policies, and --strict forbids that; 'flow2policy validate' lists them.", null, Notes(read));
        }

        if (read.Documents.Count == 0 && read.Findings.Count > 0)
        {
            throw new CommandFailure(ExitCode.Input, $"no policy could be read from {string.Join(", ", places)}.", null, Notes(read));
        }

        if (!settings.Quiet)
        {
            foreach (string note in Notes(read))
            {
                host.Terminal.Note($"warning: {note}");
            }
        }

        return read;
    }

    private static string[] Notes(ImportedPolicies read)
    {
        string[] first = [.. read.Findings.Take(MostNotes).Select(Text)];
        return read.Findings.Count > first.Length ? [.. first, $"{Words.Count(read.Findings.Count - first.Length, "more finding")}; 'flow2policy validate' lists all"] : first;
    }

    private static string Text(ReadFinding finding) =>
        $"{finding.Position}: {finding.Message}{(finding.Severity == ReadSeverity.Refused ? "; the policy is left out" : "")}";
}
