using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Verification;

/// <summary>Denied connections of one workload that have direction, peer, port and cause in common.</summary>
public sealed record DenialGroup
{
    /// <summary>The end whose view this is.</summary>
    public required End Subject { get; init; }

    /// <summary>Its side.</summary>
    public required PolicyDirection Direction { get; init; }

    /// <summary>The other end.</summary>
    public required End Peer { get; init; }

    /// <summary>The edge: protocol, port and evidence.</summary>
    public required Edge Edge { get; init; }

    /// <summary>Why.</summary>
    public required DenialCause Cause { get; init; }

    /// <summary>What decides, for one of them; of the other end where the cause is there.</summary>
    public required Denial Denial { get; init; }

    /// <summary>The smallest change that would let the first of them through at the end that stops it; null when no rule can name it.</summary>
    public required SuggestedChange? Change { get; init; }

    /// <summary>Whether these connections were let through in the window, so that stopping them would be felt.</summary>
    public required bool WasLetThrough { get; init; }

    /// <summary>The connections as they are counted: one, or one for each address outside the cluster.</summary>
    public required IReadOnlyList<ConnectionVerdict> Connections { get; init; }

    /// <summary>How many connections were seen in the window.</summary>
    public long Seen => Connections.Sum(verdict => verdict.Connection.Count);
}
