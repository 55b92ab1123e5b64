namespace FlowToPolicy.Policies.Import;

/// <summary>Lists the files of a path.</summary>
internal static class PolicyFileList
{
    private const int OwnHead = 64;

    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    /// <summary>The path itself when it is a file, else the policy files below it.</summary>
    public static IReadOnlyList<string> Below(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (!Directory.Exists(path))
        {
            throw new ImportException($"{path}: there is no such file or folder.");
        }

        try
        {
            List<string> files = [];
            Add(path, files, [RealName(path)]);
            return files.Count > 0 ? files : throw new ImportException($"{path} holds no file that ends in {string.Join(", ", Extensions)}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"{path} cannot be listed: {exception.Message}", exception);
        }
    }

    // A folder that a link leads back to is entered once only.
    private static void Add(string folder, List<string> files, HashSet<string> entered)
    {
        foreach (string entry in Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(entry);
            if (name.StartsWith('.'))
            {
                continue;
            }

            if (Directory.Exists(entry))
            {
                if (entered.Add(RealName(entry)))
                {
                    Add(entry, files, entered);
                }
            }
            else if (Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase) && !IsOwnDocument(entry))
            {
                files.Add(entry);
            }
        }
    }

    // What we write beside policies (inventory.json, flow2policy.lock.json) names its version of ours first; it may be large, and holds no policy.
    private static bool IsOwnDocument(string file)
    {
        if (!file.EndsWith(".json", StringComparison.Ordinal) || new FileInfo(file) is not { Exists: true, Length: > 0 })
        {
            return false;
        }

        Span<byte> head = stackalloc byte[OwnHead];
        using FileStream stream = File.OpenRead(file);
        int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head[..read].IndexOf("\"apiVersion\": \"flow2policy/"u8) >= 0;
    }

    private static string RealName(string folder) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath((new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true) ?? new DirectoryInfo(folder)).FullName));
}
