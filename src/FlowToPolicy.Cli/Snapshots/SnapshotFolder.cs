using FlowToPolicy.Cli.PolicyFiles;
using FlowToPolicy.Cluster;
using FlowToPolicy.Cluster.Snapshots;

namespace FlowToPolicy.Cli.Snapshots;

/// <summary>
/// The folder of a snapshot. Another snapshot takes its place: files that the old one lists and the new one does not hold are removed, as long as
/// nobody edited them. Links are never followed, and files that are not the snapshot's own are left alone.
/// </summary>
/// <param name="root">The folder; it need not exist.</param>
/// <param name="force">Whether edited and foreign files are overwritten.</param>
internal sealed class SnapshotFolder(string root, bool force)
{
    private const long MaxLength = 64 << 20;

    /// <summary>Says what would be done, and what stands in the way.</summary>
    public DirectoryPlan Plan(IReadOnlyList<PolicyFile> files)
    {
        var obstacles = new List<Obstacle>();
        if (File.Exists(root))
        {
            return new DirectoryPlan(root, [], [], [new Obstacle(".", "is a file, not a folder", false)]);
        }

        Dictionary<string, SnapshotFile> known = Known(obstacles);
        var planned = new List<PlannedFile>();
        foreach (PolicyFile file in files)
        {
            planned.Add(new PlannedFile(Judge(file, known.GetValueOrDefault(file.Path), obstacles), file.Path, file));
        }

        var kept = files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        foreach (SnapshotFile gone in known.Values.Where(k => !kept.Contains(k.Path) && File.Exists(Full(k.Path)) && LinkOnTheWay(k.Path) is null))
        {
            if (!force && Hash(gone.Path) != gone.Hash)
            {
                obstacles.Add(new Obstacle(gone.Path, "is no longer in the cluster, and was edited by hand", true));
            }

            planned.Add(new PlannedFile(FileAction.Prune, gone.Path, null));
        }

        return new DirectoryPlan(root, [.. planned.OrderBy(f => f.Path, StringComparer.Ordinal)], [], obstacles);
    }

    /// <summary>Does what the plan says. The caller has seen to it that there are no obstacles.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="inventory">The text of <c>inventory.json</c>.</param>
    /// <param name="cancel">Breaks off between two files.</param>
    public void Apply(DirectoryPlan plan, string inventory, CancellationToken cancel)
    {
        Directory.CreateDirectory(root);
        foreach (PlannedFile file in plan.Files)
        {
            cancel.ThrowIfCancellationRequested();
            if (file is { Action: FileAction.Create or FileAction.Change, File: { } content })
            {
                AtomicFile.Write(Full(file.Path), content.Content);
            }
        }

        // Removal comes last: whenever the run is cut short, what the inventory lists is there.
        AtomicFile.Write(Full(InventoryJson.FileName), inventory);
        foreach (PlannedFile file in plan.Files.Where(f => f.Action == FileAction.Prune))
        {
            File.Delete(Full(file.Path));
            string folder = Path.GetDirectoryName(Full(file.Path))!;
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }
    }

    /// <summary>The files that the old snapshot lists, by path; none when there is no old one.</summary>
    private Dictionary<string, SnapshotFile> Known(List<Obstacle> obstacles)
    {
        if (!Directory.Exists(root) || !Directory.EnumerateFileSystemEntries(root).Any())
        {
            return [];
        }

        if (LinkOnTheWay(InventoryJson.FileName) is not null || Directory.Exists(Full(InventoryJson.FileName)))
        {
            obstacles.Add(new Obstacle(InventoryJson.FileName, "is a symbolic link or a folder, and is not replaced", false));
            return [];
        }

        try
        {
            return SnapshotReader.ReadInventory(root).Files
                .Where(f => SnapshotReader.IsSafe(f.Path) && f.Path.Contains('/', StringComparison.Ordinal) && f.Path.EndsWith(".yaml", StringComparison.Ordinal))
                .DistinctBy(f => f.Path).ToDictionary(f => f.Path, StringComparer.Ordinal);
        }
        catch (ClusterException)
        {
            // Not there, or not ours: then nothing here is known to be ours.
            if (!force)
            {
                obstacles.Add(new Obstacle(".", $"is not empty, and has no {InventoryJson.FileName} of flow2policy", true));
            }

            return [];
        }
    }

    private FileAction Judge(PolicyFile file, SnapshotFile? known, List<Obstacle> obstacles)
    {
        string full = Full(file.Path);
        if (LinkOnTheWay(file.Path) is { } link)
        {
            obstacles.Add(new Obstacle(link, "is a symbolic link, and links are not followed", false));
        }
        else if (Directory.Exists(full) || File.Exists(Path.GetDirectoryName(full)))
        {
            obstacles.Add(new Obstacle(file.Path, "cannot be written: a folder and a file have the same name", false));
        }
        else if (File.Exists(full))
        {
            string hash = Hash(file.Path);
            if (hash == file.RulesHash)
            {
                return FileAction.Keep;
            }

            if (!force && hash != known?.Hash)
            {
                obstacles.Add(new Obstacle(file.Path, known is null ? "was not written by flow2policy" : "was edited by hand", true));
            }

            return FileAction.Change;
        }

        return FileAction.Create;
    }

    /// <summary>The hash of a file; empty when it cannot be one of ours. Pipes and devices have no length, and are not opened.</summary>
    private string Hash(string path) =>
        new FileInfo(Full(path)) is { Exists: true, Length: > 0 and <= MaxLength } file ? Digest.Of(File.ReadAllText(file.FullName)) : "";

    private string? LinkOnTheWay(string path)
    {
        string part = "";
        foreach (string segment in path.Split('/'))
        {
            part = part.Length == 0 ? segment : $"{part}/{segment}";
            if (new FileInfo(Full(part)).LinkTarget is not null)
            {
                return part;
            }
        }

        return null;
    }

    private string Full(string path) => SnapshotReader.IsSafe(path)
        ? Path.Combine(Path.GetFullPath(root), path.Replace('/', Path.DirectorySeparatorChar))
        : throw new CommandFailure($"the path {path} leaves {root}, so nothing was written. This is a bug of flow2policy.");
}
