using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.PolicyFiles;
using FlowToPolicy.Graph;
using FlowToPolicy.Recorder.Covering;
using FlowToPolicy.Recorder.Estimation;
using FlowToPolicy.Review;
using FlowToPolicy.Review.Findings;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Cli.Output;

/// <summary>All that one run found out; every format of it is written from here.</summary>
internal sealed record Outcome
{
    /// <summary>What was observed.</summary>
    public required CommunicationGraph Graph { get; init; }

    /// <summary>What was asked for.</summary>
    public required ProposalOptions Options { get; init; }

    /// <summary>What is proposed.</summary>
    public required Proposal Proposal { get; init; }

    /// <summary>What replaying the window through the proposal showed.</summary>
    public required ProofResult Proof { get; init; }

    /// <summary>What is worth a look, the gravest first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The proposal compared with the policies that exist; null when none were given.</summary>
    public BaselineOutcome? Baseline { get; init; }

    /// <summary>What was done to a folder; null when none was given.</summary>
    public DirectoryPlan? Plan { get; init; }

    /// <summary>Whether <see cref="Plan"/> was only shown.</summary>
    public bool DryRun { get; init; }

    /// <summary>What is to be said of the input.</summary>
    public InputAccount Account { get; init; } = InputAccount.None;

    /// <summary>How much of the window was recorded; null where nothing says so.</summary>
    public WindowCoverage? Coverage => Account.Coverage;

    /// <summary>What the window has probably not shown yet; null when no event has a time. Worked out anew on each read: only reports show it.</summary>
    public Confidence? Confidence => ConfidenceAnalysis.Analyze(Graph, Coverage);

    /// <summary>Whether everything is to be told (<c>--verbose</c>).</summary>
    public bool Verbose { get; init; }
}
