using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Verification;

/// <summary>Denied connections of one workload that have direction, peer, port and cause in common.</summary>
/// <param name="advisor">Finds the change when it is asked for: of many groups most are only counted.</param>
public sealed class DenialGroup(ChangeAdvisor advisor)
{
    private (bool IsKnown, SuggestedChange? Change) _change;

    /// <summary>The end whose view this is.</summary>
    public End Subject => Connections[0].Connection.Subject(Direction);

    /// <summary>Its side.</summary>
    public required PolicyDirection Direction { get; init; }

    /// <summary>The side that stops them.</summary>
    public required PolicyDirection StoppedAt { get; init; }

    /// <summary>The other end.</summary>
    public End Peer => Connections[0].Connection.Peer(Direction);

    /// <summary>The edge: protocol, port and evidence.</summary>
    public required Edge Edge { get; init; }

    /// <summary>Why.</summary>
    public required DenialCause Cause { get; init; }

    /// <summary>What decides, for one of them; of the other end where the cause is there.</summary>
    public required Denial Denial { get; init; }

    /// <summary>The smallest change that would let the first of them through at the end that stops it; null when no rule can name it.</summary>
    public SuggestedChange? Change
    {
        get
        {
            if (!_change.IsKnown)
            {
                _change = (true, advisor.Suggest(Denial, Connections[0].Connection, StoppedAt));
            }

            return _change.Change;
        }
    }

    /// <summary>Whether these connections were let through in the window, so that stopping them would be felt.</summary>
    public bool WasLetThrough => Connections[0].Connection.WasLetThrough;

    /// <summary>The connections as they are counted: one, or one for each address outside the cluster.</summary>
    public required IReadOnlyList<ConnectionVerdict> Connections { get; init; }

    /// <summary>How many connections were seen in the window.</summary>
    public long Seen => Connections.Sum(verdict => verdict.Connection.Count);
}
