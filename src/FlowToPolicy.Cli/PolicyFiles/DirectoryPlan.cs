namespace FlowToPolicy.Cli.PolicyFiles;

/// <summary>What happens to a file.</summary>
internal enum FileAction : byte
{
    /// <summary>It is new.</summary>
    Create,

    /// <summary>Its rules change (or somebody's edits are overwritten, with <c>--force</c>).</summary>
    Change,

    /// <summary>Its rules are the same: it is left as it is, byte for byte.</summary>
    Keep,

    /// <summary>We wrote it before, and it is no longer proposed. It stays.</summary>
    Stale,

    /// <summary>The same, and it is removed.</summary>
    Prune,
}

/// <summary>One file of a plan.</summary>
/// <param name="Action">What happens to it.</param>
/// <param name="Path">Where, below the folder.</param>
/// <param name="File">What is proposed; null for stale files.</param>
internal sealed record PlannedFile(FileAction Action, string Path, PolicyFile? File);

/// <summary>Why a file stands in the way.</summary>
/// <param name="Path">Where, below the folder.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="ForceHelps">Whether <c>--force</c> would overcome it.</param>
internal sealed record Obstacle(string Path, string Reason, bool ForceHelps);

/// <summary>What a run would do to a folder.</summary>
/// <param name="Directory">The folder.</param>
/// <param name="Files">The files, sorted by path.</param>
/// <param name="Elsewhere">Policies of ours in the folder that this run is not about, sorted.</param>
/// <param name="Obstacles">What forbids to write anything at all.</param>
internal sealed record DirectoryPlan(
    string Directory, IReadOnlyList<PlannedFile> Files, IReadOnlyList<string> Elsewhere, IReadOnlyList<Obstacle> Obstacles);
