using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Graph;
using FlowToPolicy.Recorder.Covering;
using FlowToPolicy.Review.Explaining;

namespace FlowToPolicy.Cli.Output.Explaining;

/// <summary>All that an explanation has to say.</summary>
internal sealed record ExplainOutcome
{
    /// <summary>The connections asked about; null when a policy was.</summary>
    public required ConnectionExplanation? Connection { get; init; }

    /// <summary>The policy asked about; null when connections were.</summary>
    public required PolicyExplanation? Policy { get; init; }

    /// <summary>The window; null when no flows were given.</summary>
    public required CommunicationGraph? Graph { get; init; }

    /// <summary>What is to be said of the flows.</summary>
    public InputAccount Account { get; init; } = InputAccount.None;

    /// <summary>How many policies there were.</summary>
    public required int Policies { get; init; }

    /// <summary>Where they came from, as given.</summary>
    public required string Source { get; init; }

    /// <summary>The version of Cilium that they were judged for, and who named it.</summary>
    public required string Target { get; init; }

    /// <summary>Whether everything is to be told.</summary>
    public required bool Verbose { get; init; }
}
