namespace FlowToPolicy.Graph;

/// <summary>How often what was seen at the two sides of an edge. A sighting is an event, not a connection.</summary>
public readonly record struct Sightings
{
    /// <summary>First packets of connections seen at the client's side.</summary>
    public long ClientNew { get; init; }

    /// <summary>Policy verdicts that allowed (or audited) at the client's side.</summary>
    public long ClientVerdicts { get; init; }

    /// <summary>First packets of connections seen at the server's side.</summary>
    public long ServerNew { get; init; }

    /// <summary>Policy verdicts that allowed (or audited) at the server's side.</summary>
    public long ServerVerdicts { get; init; }

    /// <summary>Later packets of connections, at either side.</summary>
    public long Ongoing { get; init; }

    /// <summary>Replies, at either side.</summary>
    public long Replies { get; init; }

    /// <summary>Requests that the L7 proxy saw, at either side.</summary>
    public long L7 { get; init; }

    /// <summary>Would-be denials (AUDIT verdicts) at either side.</summary>
    public long Audited { get; init; }

    /// <summary>Denials by policy: of each side the larger of drop events and DROPPED verdicts, added up.</summary>
    public long Denied { get; init; }

    /// <summary>Drops for reasons other than policy.</summary>
    public long OtherDrops { get; init; }

    /// <summary>Flows that aggregated lines stand for.</summary>
    public long Aggregated { get; init; }
}
