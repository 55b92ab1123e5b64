namespace FlowToPolicy.Flows.Logs;

/// <summary>Finds the files behind the paths that the user named.</summary>
internal static class LogFiles
{
    /// <summary>The path that means standard input.</summary>
    public const string StandardInput = "-";

    private const string Patterns = "*.json, *.jsonl, *.log or *.gz";
    private static readonly string[] Endings = [".json", ".jsonl", ".log", ".gz"];

    /// <summary>
    /// The files of all paths in the order of the paths, those of a directory (with all below it) in ordinal order. A file
    /// that is reached twice, by name or by link, counts once.
    /// </summary>
    /// <exception cref="InputException">A path does not exist or a directory holds no log.</exception>
    public static IReadOnlyList<LogFile> Find(IReadOnlyList<string> paths, InputProblems problems)
    {
        var files = new List<LogFile>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            if (path == StandardInput)
            {
                if (seen.Add(path))
                {
                    files.Add(LogFile.StandardInput);
                }
            }
            else if (Directory.Exists(path))
            {
                AddDirectory(path, files, seen, problems);
            }
            else if (!Path.Exists(path))
            {
                throw new InputException(
                    $"{PrintableText.Of(path)}: there is no such file or directory; check the path");
            }
            else if (seen.Add(RealPath.Of(path)))
            {
                files.Add(new LogFile(path, PrintableText.Of(path), true, LengthOf(path)));
            }
        }

        return files;
    }

    private static void AddDirectory(string path, List<LogFile> files, HashSet<string> seen, InputProblems problems)
    {
        var found = new List<string>();
        Walk(path, found, new HashSet<string>(StringComparer.Ordinal), problems);
        if (found.Count == 0)
        {
            throw new InputException(
                $"{PrintableText.Of(path)}: neither this directory nor those below hold a file {Patterns}; "
                + "name the file, or the directory that holds the logs");
        }

        found.Sort(StringComparer.Ordinal);
        foreach (string file in found)
        {
            if (seen.Add(RealPath.Of(file)))
            {
                files.Add(new LogFile(file, PrintableText.Of(file), false, LengthOf(file)));
            }
        }
    }

    /// <summary>Collects the logs below a directory; links to directories are followed, but into none a second time.</summary>
    private static void Walk(string directory, List<string> found, HashSet<string> entered, InputProblems problems)
    {
        if (!entered.Add(RealPath.Of(directory)))
        {
            return;
        }

        string[] files, directories;
        try
        {
            files = Directory.GetFiles(directory);
            directories = Directory.GetDirectories(directory);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add(directory, 0, 0, "the directory cannot be read", "its logs are left out; check its permissions");
            return;
        }

        found.AddRange(files.Where(file => Endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase))));
        Array.Sort(directories, StringComparer.Ordinal);
        foreach (string below in directories)
        {
            Walk(below, found, entered, problems);
        }
    }

    private static long? LengthOf(string path)
    {
        try
        {
            var file = new FileInfo(path);
            FileSystemInfo? target = file.ResolveLinkTarget(returnFinalTarget: true);
            long length = target is FileInfo linked ? linked.Length : file.Length;
            return length > 0 ? length : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
