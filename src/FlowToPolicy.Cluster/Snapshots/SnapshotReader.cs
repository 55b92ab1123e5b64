using System.Text;

namespace FlowToPolicy.Cluster.Snapshots;

/// <summary>Reads a folder that <c>flow2policy snapshot</c> wrote.</summary>
public static class SnapshotReader
{
    private const long MaxInventory = 1L << 30;
    private const long MaxObject = 64L << 20;

    /// <summary>Whether a folder is a snapshot, by its <c>inventory.json</c>.</summary>
    public static bool IsSnapshot(string folder) => File.Exists(Path.Combine(folder, InventoryJson.FileName));

    /// <summary>The inventory of a snapshot, without the objects. Fails with <see cref="ClusterException"/>.</summary>
    public static InventoryDocument ReadInventory(string folder)
    {
        string path = Path.Combine(folder, InventoryJson.FileName);
        return InventoryDocument.Parse(Bytes(path, MaxInventory), path);
    }

    /// <summary>
    /// Everything that the snapshot holds; objects name their file. Fails with <see cref="ClusterException"/> when a file is missing or damaged.
    /// Files that somebody laid beside the snapshot's own are not read here.
    /// </summary>
    public static ClusterContents Read(string folder)
    {
        InventoryDocument inventory = ReadInventory(folder);
        return inventory.Contents with { Objects = [.. inventory.Files.Select(f => Object(folder, f))] };
    }

    /// <summary>
    /// Whether a path of an inventory stays below its folder: parts of letters, digits, <c>-</c>, <c>_</c>, <c>~</c> and <c>.</c>, of which none begins with a dot.
    /// </summary>
    public static bool IsSafe(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Split('/').All(part =>
            part.Length > 0 && part[0] != '.' && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '~' or '.'));
    }

    private static ClusterObject Object(string folder, SnapshotFile file)
    {
        if (!IsSafe(file.Path))
        {
            throw new ClusterException(
                ClusterFailure.Damaged, $"{Path.Combine(folder, InventoryJson.FileName)} names the file '{file.Path}', which is no file of a snapshot.");
        }

        string path = Path.Combine(folder, file.Path);
        return new ClusterObject(file.Resource, file.Namespace, file.Name, Encoding.UTF8.GetString(Bytes(path, MaxObject))) { File = path };
    }

    private static byte[] Bytes(string path, long limit)
    {
        try
        {
            // A pipe or a device has no length, and reading it may never end.
            return new FileInfo(path) is { Exists: true, Length: > 0 } file && file.Length <= limit
                ? File.ReadAllBytes(path)
                : throw new ClusterException(ClusterFailure.Damaged, $"{path} is missing, empty or too large; take a new snapshot with 'flow2policy snapshot DIR'.");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ClusterException(ClusterFailure.Damaged, $"{path} cannot be read: {cause.Message}", null, cause);
        }
    }
}
