using System.Globalization;

namespace FlowToPolicy.Recorder.Diagnosis.Places;

/// <summary>Whether a store has room, on a disk that it can live on.</summary>
public static class DiskRoom
{
    /// <summary>Two weeks of 2 000 edges take less than 50 MB; below this the log alone may not fit.</summary>
    public const long Least = 64L << 20;

    /// <summary>What a recording of weeks should have.</summary>
    public const long Comfortable = 512L << 20;

    private const string Name = "disk";
    private static readonly string[] Networks = ["nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs"];

    /// <summary>Looks at the disk of a store's folder.</summary>
    public static CheckResult Examine(string path)
    {
        try
        {
            var drive = new DriveInfo(NearestFolder(path));
            return Judge(drive.AvailableFreeSpace, drive.DriveFormat);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return CheckResult.Warning(Name, $"the disk of {path} cannot be asked: {failure.Message}", "see for yourself that it has some hundred MB");
        }
    }

    /// <summary>The folder of a file, or the nearest above it that exists.</summary>
    internal static string NearestFolder(string path)
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        while (folder is not null && !Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? Path.GetPathRoot(Path.GetFullPath(path)) ?? path;
    }

    /// <summary>What to say of so many free bytes on such a file system.</summary>
    internal static CheckResult Judge(long free, string format)
    {
        string room = string.Create(CultureInfo.InvariantCulture, $"{free >> 20} MB free ({format})");
        return Networks.Contains(format, StringComparer.OrdinalIgnoreCase)
            ? CheckResult.Failing(Name, $"{room}: SQLite's write-ahead log does not work on a network file system", "put the store on a local disk or block storage (managed-csi on AKS, gp3 on EKS)")
            : free < Least ? CheckResult.Failing(Name, room, "make room, or put the store elsewhere with --store")
            : free < Comfortable ? CheckResult.Warning(Name, room, "make room, put the store elsewhere with --store, or record with --retain")
            : CheckResult.Ok(Name, room);
    }
}
