namespace FlowToPolicy.Flows.Logs;

/// <summary>The one name of a file behind all its links, so that a file named twice is read once and loops end.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>The absolute path with every link on it followed. What cannot be followed stays as it is.</summary>
    public static string Of(string path)
    {
        int links = 0;
        string full = Path.GetFullPath(path);
        string real = Path.GetPathRoot(full)!;
        var rest = new Stack<string>(Parts(full, real));
        while (rest.TryPop(out string? part))
        {
            string next = Path.Combine(real, part);
            string? target = links < MostLinks ? TargetOf(next) : null;
            if (target is null)
            {
                real = next;
                continue;
            }

            links++;
            string followed = Path.GetFullPath(target, real);
            real = Path.GetPathRoot(followed)!;
            foreach (string piece in Parts(followed, real))
            {
                rest.Push(piece);
            }
        }

        return real;
    }

    /// <summary>The parts of a path below its root, the last one first.</summary>
    private static IEnumerable<string> Parts(string full, string root) =>
        full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse();

    private static string? TargetOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
