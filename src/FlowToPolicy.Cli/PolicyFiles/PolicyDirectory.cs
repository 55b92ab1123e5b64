using System.Runtime.ExceptionServices;

namespace FlowToPolicy.Cli.PolicyFiles;

/// <summary>
/// A folder of policies, one per file, that lives in git. Files whose rules do not change are not touched; files that somebody
/// edited, or that we did not write, are not overwritten unless forced; symbolic links inside the folder are never followed.
/// </summary>
/// <param name="root">The folder; it need not exist.</param>
/// <param name="force">Whether edited and foreign files are overwritten.</param>
/// <param name="prune">Whether stale files are removed.</param>
internal sealed class PolicyDirectory(string root, bool force, bool prune)
{
    /// <summary>The name of the lock file.</summary>
    public const string LockName = "flow2policy.lock.json";

    // cluster/namespace/workload.yaml
    private const int MaxDepth = 2;

    private const int MaxLength = 16 << 20;

    private const int WritesAtOnce = 16;

    private static readonly EnumerationOptions Listing = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint,
        MatchCasing = MatchCasing.CaseInsensitive,
    };

    /// <summary>Says what would be done, and what stands in the way.</summary>
    /// <param name="files">The proposed files.</param>
    /// <param name="namespaces">The namespaces that the proposal is about; none means all. Others have no stale files.</param>
    public DirectoryPlan Plan(IReadOnlyList<PolicyFile> files, IReadOnlyList<string> namespaces)
    {
        var planned = new List<PlannedFile>();
        var elsewhere = new List<string>();
        var obstacles = new List<Obstacle>();
        if (File.Exists(root))
        {
            obstacles.Add(new Obstacle(".", "is a file, not a folder", false));
            return new DirectoryPlan(root, [], [], obstacles);
        }

        CheckLock(obstacles);
        foreach (PolicyFile file in files)
        {
            planned.Add(new PlannedFile(Judge(file, obstacles), file.Path, file));
        }

        var proposed = files.Select(f => f.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        HashSet<string> folders = [.. namespaces.Select(FileNames.Segment)];
        foreach (string path in OwnFiles().Where(p => !proposed.Contains(p)))
        {
            if (folders.Count > 0 && !folders.Contains(NamespaceFolder(path)))
            {
                elsewhere.Add(path);
            }
            else
            {
                planned.Add(new PlannedFile(JudgeStale(path, obstacles), path, null));
            }
        }

        return new DirectoryPlan(root, [.. planned.OrderBy(f => f.Path, StringComparer.Ordinal)], elsewhere, obstacles);
    }

    /// <summary>Does what the plan says. The caller has seen to it that there are no obstacles.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="lockText">Makes the text of the lock file, once all policies stand.</param>
    /// <param name="cancel">Breaks off between two files.</param>
    public void Apply(DirectoryPlan plan, Func<string> lockText, CancellationToken cancel)
    {
        WriteAll([.. plan.Files.Where(file => file is { Action: FileAction.Create or FileAction.Change, File: not null })], cancel);
        foreach (PlannedFile file in plan.Files.Where(file => file.Action == FileAction.Prune))
        {
            cancel.ThrowIfCancellationRequested();
            File.Delete(Full(file.Path));
            RemoveIfEmpty(Path.GetDirectoryName(Full(file.Path))!);
        }

        string text = lockText();
        if (Content(Full(LockName)) != text)
        {
            AtomicFile.Write(Full(LockName), text);
        }
    }

    // Several at once: each waits for the disk to have it, and a file system answers many who wait together with one write of its journal.
    private void WriteAll(PlannedFile[] files, CancellationToken cancel)
    {
        try
        {
            Parallel.ForEach(
                files,
                new ParallelOptions { MaxDegreeOfParallelism = WritesAtOnce, CancellationToken = cancel },
                file => AtomicFile.Write(Full(file.Path), file.File!.Content));
        }
        catch (AggregateException several)
        {
            // One is enough to say what stands in the way.
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }

    /// <summary>The bytes of a file below the folder.</summary>
    public byte[] Read(string path) => File.ReadAllBytes(Full(path));

    private FileAction Judge(PolicyFile file, List<Obstacle> obstacles)
    {
        if (LinkOnTheWay(file.Path) is { } link)
        {
            obstacles.Add(new Obstacle(link, "is a symbolic link, and links are not followed", false));
            return FileAction.Create;
        }

        string full = Full(file.Path);
        if (Directory.Exists(full) || File.Exists(Path.GetDirectoryName(full)))
        {
            obstacles.Add(new Obstacle(file.Path, "cannot be written: a folder and a file have the same name", false));
            return FileAction.Create;
        }

        if (!File.Exists(full))
        {
            return FileAction.Create;
        }

        (FileOwner owner, string rules) = Owner(full);
        if (owner == FileOwner.Ours)
        {
            return rules == file.RulesHash ? FileAction.Keep : FileAction.Change;
        }

        if (!force)
        {
            obstacles.Add(new Obstacle(file.Path, owner == FileOwner.Edited ? "was edited by hand" : "was not written by flow2policy", true));
        }

        return FileAction.Change;
    }

    private FileAction JudgeStale(string path, List<Obstacle> obstacles)
    {
        if (!prune)
        {
            return FileAction.Stale;
        }

        if (!force && Owner(Full(path)).Owner == FileOwner.Edited)
        {
            obstacles.Add(new Obstacle(path, "is no longer proposed, and was edited by hand", true));
        }

        return FileAction.Prune;
    }

    private void CheckLock(List<Obstacle> obstacles)
    {
        string full = Full(LockName);
        if (LinkOnTheWay(LockName) is { } link)
        {
            obstacles.Add(new Obstacle(link, "is a symbolic link, and links are not followed", false));
        }
        else if (Directory.Exists(full))
        {
            obstacles.Add(new Obstacle(LockName, "is a folder", false));
        }
        else if (!force && File.Exists(full) && !LockFile.IsOurs(Content(full)))
        {
            obstacles.Add(new Obstacle(LockName, "was not written by flow2policy", true));
        }
    }

    /// <summary>The files below the folder that carry our seal, edited or not. Links and folders of other tools' making are passed by.</summary>
    private IEnumerable<string> OwnFiles() => !Directory.Exists(root)
        ? []
        : Below(root, MaxDepth)
            .Where(f => Owner(f).Owner != FileOwner.Foreign)
            .Select(f => Path.GetRelativePath(root, f).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal);

    /// <summary>The YAML files in folders below a folder. A folder with a lock file of its own belongs to another run, and so does all below it.</summary>
    private static IEnumerable<string> Below(string folder, int depth) => depth == 0
        ? []
        : Directory.EnumerateDirectories(folder, "*", Listing)
            .Where(f => new FileInfo(Path.Combine(f, LockName)) is { Exists: false, LinkTarget: null })
            .SelectMany(f => Directory.EnumerateFiles(f, "*.yaml", Listing).Concat(Below(f, depth - 1)));

    private static string NamespaceFolder(string path) => path.Split('/')[^2];

    private static (FileOwner Owner, string RulesHash) Owner(string full) => FileSeal.Read(Content(full));

    /// <summary>
    /// The text of a file; empty when it cannot be one of ours. Pipes and devices have no length: they are not opened, because reading
    /// them may never end.
    /// </summary>
    private static string Content(string full) =>
        new FileInfo(full) is { Exists: true, Length: > 0 and <= MaxLength } ? File.ReadAllText(full) : "";

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

    private void RemoveIfEmpty(string folder)
    {
        if (Path.GetFullPath(folder) != Path.GetFullPath(root) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    private string Full(string path)
    {
        string full = Path.GetFullPath(Path.Combine(root, path.Replace('/', Path.DirectorySeparatorChar)));
        string top = Path.GetFullPath(root);
        string inside = Path.EndsInDirectorySeparator(top) ? top : top + Path.DirectorySeparatorChar;
        return full.StartsWith(inside, StringComparison.Ordinal)
            ? full
            : throw new CommandFailure($"the path {path} leaves {root}, so nothing was written. This is a bug of flow2policy.");
    }
}
