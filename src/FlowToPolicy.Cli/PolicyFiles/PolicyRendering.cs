using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Cli.PolicyFiles;

/// <summary>Turns proposed policies into files.</summary>
internal static class PolicyRendering
{
    /// <summary>The files of a proposal, sorted by path. With several home clusters each has a folder of its own.</summary>
    public static IReadOnlyList<PolicyFile> Files(Proposal proposal, bool severalClusters)
    {
        var files = new PolicyFile[proposal.Policies.Count];
        Parallel.For(0, files.Length, i => files[i] = File(proposal.Policies[i], severalClusters));
        files = [.. files.OrderBy(f => f.Path, StringComparer.Ordinal)];
        if (files.GroupBy(f => f.Path, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } clash)
        {
            throw new CommandFailure($"two policies would be written to {clash.Key}, so nothing was written. This is a bug of flow2policy.");
        }

        return files;
    }

    private static PolicyFile File(ProposedPolicy proposed, bool severalClusters)
    {
        string path = $"{FileNames.Segment(proposed.Namespace)}/{FileNames.Segment(proposed.BaseName)}.yaml";
        (string commented, string rules) = PolicyYamlWriter.WriteBoth(proposed.Policy);
        string hash = Digest.Of(rules);
        return new PolicyFile(
            severalClusters ? $"{FileNames.Segment(proposed.Cluster)}/{path}" : path,
            proposed.Policy.Name,
            FileSeal.Seal(commented, hash),
            hash);
    }
}
