using FlowToPolicy.Flows;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>Where flows come from: files, or a relay.</summary>
internal interface IFlowInput
{
    /// <summary>How far the reading is; may be asked from another thread while it goes on.</summary>
    ReadingProgress Progress { get; }

    /// <summary>What the reader should know once the reading has ended, one line each.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>Gives every event to <paramref name="sink"/> until there are no more, or until <paramref name="stop"/>; being stopped is no error.</summary>
    Task ReadAsync(IFlowSink sink, CancellationToken stop);
}

/// <summary>How far a reading is.</summary>
/// <param name="Bytes">Bytes read.</param>
/// <param name="TotalBytes">Bytes in all; null when nobody knows.</param>
/// <param name="Flows">Flows read.</param>
internal readonly record struct ReadingProgress(long Bytes, long? TotalBytes, long Flows);
