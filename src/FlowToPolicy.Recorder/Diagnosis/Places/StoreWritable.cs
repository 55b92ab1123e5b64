using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Recorder.Diagnosis.Places;

/// <summary>Whether a store can be recorded to, or made.</summary>
public static class StoreWritable
{
    private const string Name = "store";

    /// <summary>Looks; a store that exists is not changed, and none is made.</summary>
    /// <param name="path">The store's file.</param>
    /// <param name="clock">The time.</param>
    public static CheckResult Examine(string path, TimeProvider clock)
    {
        try
        {
            string folder = DiskRoom.NearestFolder(path);
            string text = $"{path} can be made";
            if (File.Exists(path))
            {
                text = Describe(path, clock);
                using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            }

            // The write-ahead log lies beside the store.
            using FileStream beside = new(Path.Combine(folder, $".flow2policy-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return CheckResult.Ok(Name, text);
        }
        catch (StoreException failure)
        {
            return CheckResult.Failing(Name, failure.Message, "name another file with --store, or take this one out of the way");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return CheckResult.Failing(Name, $"{path} cannot be written: {failure.Message}", "give this user the right to write the file and its folder, or name another file with --store");
        }
    }

    private static string Describe(string path, TimeProvider clock)
    {
        using WindowStore store = WindowStore.OpenToRead(path, clock);
        StoreInfo info = store.Info();
        return $"{path} is writable{(info.Cluster.Length > 0 ? $", of cluster {info.Cluster}" : "")}{(info.Recorder is null ? "" : ", and is being recorded to")}";
    }
}
