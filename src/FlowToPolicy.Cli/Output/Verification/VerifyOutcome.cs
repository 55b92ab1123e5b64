using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Graph;
using FlowToPolicy.Review.Usage;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Cli.Output.Verification;

/// <summary>All that a verification has to say.</summary>
/// <param name="Graph">The window.</param>
/// <param name="Result">What the policies do with it.</param>
/// <param name="Policies">How many policies there were.</param>
/// <param name="Source">Where they came from, in words.</param>
/// <param name="VersionSource">Who named the version of Cilium, in words.</param>
/// <param name="Verbose">Whether everything is to be told.</param>
internal sealed record VerifyOutcome(CommunicationGraph Graph, VerificationResult Result, int Policies, string Source, string VersionSource, bool Verbose)
{
    /// <summary>What of the policies is unused or too wide in the window.</summary>
    public required UsageReport Usage { get; init; }

    /// <summary>What is to be said of the flows.</summary>
    public InputAccount Account { get; init; } = InputAccount.None;

    /// <summary>Policies that could not be read, and that the answer therefore does without: where they stand and why.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}
