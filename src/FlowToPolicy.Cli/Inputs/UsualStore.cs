using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>The store that is meant when none is named.</summary>
internal static class UsualStore
{
    /// <summary>The only store in the state directory; a usage error when there is none or more than one.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="need">What the command needs, as a sentence without its full stop.</param>
    public static string Find(Host host, string need)
    {
        string? folder = StorePlace.Folder(host.Environment);
        IReadOnlyList<string> stores = folder is null ? [] : StorePlace.All(folder);
        return stores.Count == 1 ? stores[0] : throw new CommandFailure(
            ExitCode.Usage,
            stores.Count == 0
                ? $"{need}. (No store was recorded{(folder is null ? "" : $" in {folder}")}.)"
                : $"there are {stores.Count} stores in {folder} ({string.Join(", ", stores.Take(5).Select(Path.GetFileName))}); name one with --store.");
    }
}
