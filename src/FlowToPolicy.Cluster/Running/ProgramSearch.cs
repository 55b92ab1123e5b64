namespace FlowToPolicy.Cluster.Running;

/// <summary>Finds a program as a shell does: a path as it stands, a name on <c>PATH</c> (never in the current folder).</summary>
internal static class ProgramSearch
{
    private static readonly string[] Endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat", ""] : [""];

    /// <summary>The full path of the program. Fails with <see cref="ClusterFailure.NoKubectl"/>.</summary>
    public static string Find(string program, string searchPath)
    {
        if (program.Length == 0)
        {
            throw new ClusterException(ClusterFailure.NoKubectl, "'' is no program; name kubectl's path, or leave --kubectl out.");
        }

        if (program.Contains('/', StringComparison.Ordinal) || program.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return Path.GetFullPath(IsProgram(program) ? program : throw NotThere(program));
        }

        string[] folders = searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        foreach (string folder in folders.Where(Path.IsPathFullyQualified))
        {
            foreach (string ending in Endings)
            {
                if (Path.Combine(folder, program + ending) is var path && IsProgram(path))
                {
                    return path;
                }
            }
        }

        throw new ClusterException(
            ClusterFailure.NoKubectl,
            $"no {program} on PATH, by which the cluster is read; install kubectl, name it with --kubectl, or give a folder of policies or a snapshot instead.",
            [folders.Length == 0 ? "PATH is empty" : $"looked in {string.Join(", ", folders)}"]);
    }

    private static ClusterException NotThere(string program) => new(
        ClusterFailure.NoKubectl,
        File.Exists(program) ? $"{program} is not executable; make it so, or name another kubectl." : $"there is no program {program}; name kubectl's path, or leave --kubectl out to look on PATH.");

    private static bool IsProgram(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
