using FlowToPolicy.Recorder.Covering;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>What every answer says of its input: how much of the window was recorded, and what was wrong with it.</summary>
/// <param name="Coverage">How much of the window was recorded; null when nobody says.</param>
/// <param name="Warnings">What the reader should know of the reading, one line each.</param>
internal sealed record InputAccount(WindowCoverage? Coverage, IReadOnlyList<string> Warnings)
{
    /// <summary>No input, or one of which nothing is to be said.</summary>
    public static InputAccount None { get; } = new(null, []);
}
