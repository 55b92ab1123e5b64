using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Diffing.Objects;

namespace FlowToPolicy.Cli.Output.Diffing;

/// <summary>All that a comparison has to say.</summary>
internal sealed record DiffOutcome
{
    /// <summary>The connections, of the classes that were asked for.</summary>
    public required IReadOnlyList<ConnectionChange> Changes { get; init; }

    /// <summary>All connections.</summary>
    public required ConnectionDiffResult Result { get; init; }

    /// <summary>The objects; empty when the two sets mean the same however they are written.</summary>
    public required IReadOnlyList<ObjectChange> Objects { get; init; }

    /// <summary>How many objects are written otherwise although the two sets mean the same.</summary>
    public required int Rewritten { get; init; }

    /// <summary>The first set in words.</summary>
    public required string Before { get; init; }

    /// <summary>The second set in words.</summary>
    public required string After { get; init; }

    /// <summary>The version of Cilium, and who named it.</summary>
    public required string Target { get; init; }

    /// <summary>Whether connections were observed.</summary>
    public required bool HasFlows { get; init; }

    /// <summary>What is to be said of the flows.</summary>
    public InputAccount Account { get; init; } = InputAccount.None;

    /// <summary>Policies of either set that could not be read, and that the answer therefore does without: where they stand and why.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Whether everything is to be told.</summary>
    public bool Verbose { get; init; }

    /// <summary>Whether there is any difference.</summary>
    public bool IsEmpty => Result.IsEmpty && Objects.Count == 0;
}
