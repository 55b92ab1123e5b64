using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Cluster.Places;
using FlowToPolicy.Cluster.Running;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>Reads policies for commands that judge by them.</summary>
internal static class PolicyReading
{
    private const int MostNotes = 5;

    /// <summary>
    /// Reads the places; what the API server would refuse is left out and said, because the cluster does not hold it either. With
    /// <c>--strict</c> that is a failure.
    /// </summary>
    /// <param name="host">The machine.</param>
    /// <param name="places">The places as they were given.</param>
    /// <param name="kubectl">How a live cluster is read.</param>
    /// <param name="version">The version of Cilium whose schema decides.</param>
    /// <param name="general">How much is said and forgiven.</param>
    public static async Task<GivenPolicies> ReadAsync(
        Host host, IReadOnlyList<string> places, KubectlSettings kubectl, CiliumVersion version, GeneralSettings general)
    {
        var contents = new List<PlaceContents>();
        foreach (string place in places)
        {
            // Of a live cluster always all namespaces: what is in force elsewhere decides at the other ends.
            contents.Add(await PolicyInput.ReadAsync(host, place, kubectl, [], version, general).ConfigureAwait(false));
        }

        var read = new GivenPolicies(places, contents);
        ReadFinding[] findings = [.. contents.SelectMany(place => place.Policies.Findings)];
        if (findings.Length > 0 && general.Strict)
        {
            throw new CommandFailure(
                ExitCode.Input, $"{Words.Count(findings.Length, "finding")} in the policies, and --strict forbids that; 'flow2policy validate' lists them.", null, Notes(findings));
        }

        // A cluster may hold no policy; files that hold none are the wrong files.
        if (contents.All(place => place.Cluster is null && (place.Policies.Documents.Count == 0 || (read.LeftOut.Count > 0 && place.Set.Policies.Count == 0))))
        {
            throw new CommandFailure(ExitCode.Input, $"no policy could be read from {read.Source}.", null, Notes(findings));
        }

        foreach (string note in general.Quiet ? [] : Notes(findings))
        {
            host.Terminal.Note($"warning: {note}");
        }

        return read;
    }

    private static string[] Notes(ReadFinding[] findings)
    {
        string[] first = [.. findings.Take(MostNotes).Select(Text)];
        return findings.Length > first.Length ? [.. first, $"{Words.Count(findings.Length - first.Length, "more finding")}; 'flow2policy validate' lists all"] : first;
    }

    private static string Text(ReadFinding finding) =>
        $"{finding.Position}: {finding.Message}{(finding.Severity == ReadSeverity.Refused ? "; the policy is left out" : "")}";
}
