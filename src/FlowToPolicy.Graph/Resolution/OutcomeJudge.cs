using FlowToPolicy.Graph.Folding;

namespace FlowToPolicy.Graph.Resolution;

/// <summary>
/// Says whether connections were let through, asking each side by itself: a client's node forwards what the server's node then drops,
/// so its FORWARDED alone proves nothing once the server's side was seen.
/// </summary>
internal static class OutcomeJudge
{
    /// <summary>What became of connections with these sightings.</summary>
    public static EdgeOutcome Judge(in SightingCounts counts)
    {
        bool letIn = LetGo(counts, Side.Server);
        bool serverSeen = letIn || Dropped(counts, Side.Server) > 0 || counts[Side.Server, Sighting.OtherDrop] > 0;
        bool replied = counts.Both(Sighting.Reply) > 0;
        if (letIn || replied || (LetGo(counts, Side.Client) && !serverSeen))
        {
            return Audited(counts) > 0 ? EdgeOutcome.Audited : EdgeOutcome.Allowed;
        }

        if (counts.Both(Sighting.Deny) + counts.Both(Sighting.DenyVerdict) > 0)
        {
            return EdgeOutcome.ExplicitlyDenied;
        }

        return Dropped(counts, Side.Client) + Dropped(counts, Side.Server) > 0 ? EdgeOutcome.Denied : EdgeOutcome.Failed;
    }

    /// <summary>Denials by policy at one side; a drop event and its verdict event are one denial.</summary>
    public static long Dropped(in SightingCounts counts, Side side) =>
        Math.Max(counts[side, Sighting.Drop], counts[side, Sighting.DropVerdict])
        + Math.Max(counts[side, Sighting.Deny], counts[side, Sighting.DenyVerdict]);

    /// <summary>Would-be denials at both sides.</summary>
    public static long Audited(in SightingCounts counts) => counts.Both(Sighting.Audit) + counts.Both(Sighting.AuditedDeny);

    /// <summary>Connections: the largest of the sides' counts of first packets and of verdicts.</summary>
    public static long Connections(in SightingCounts counts)
    {
        long most = 0;
        foreach (Side side in (ReadOnlySpan<Side>)[Side.Client, Side.Server])
        {
            most = Math.Max(most, Math.Max(counts[side, Sighting.New], Verdicts(counts, side)));
        }

        return most;
    }

    /// <summary>Policy verdicts at one side that let the packet go.</summary>
    public static long Verdicts(in SightingCounts counts, Side side) =>
        counts[side, Sighting.Verdict] + counts[side, Sighting.Audit] + counts[side, Sighting.AuditedDeny];

    private static bool LetGo(in SightingCounts counts, Side side) =>
        counts[side, Sighting.New] + counts[side, Sighting.Ongoing] + counts[side, Sighting.L7Request] + counts[side, Sighting.Aggregate]
        + Verdicts(counts, side) > 0;
}
