namespace FlowToPolicy.Graph.Folding.Rows;

/// <summary>What a row of a tally is about. The numbers are written down and never change.</summary>
public enum RowKind : byte
{
    /// <summary>What is added up for an edge; its id is the edge's number.</summary>
    Edge = 1,

    /// <summary>Sightings of which it is not yet clear who opened the connection; its id is the edge's number.</summary>
    Unclear = 2,

    /// <summary>What is known of the pods behind an end; its id is the end's number.</summary>
    Pods = 3,

    /// <summary>DNS names that a client knows; its id is the end's number.</summary>
    Names = 4,

    /// <summary>Ends by numeric identity; its id is 0.</summary>
    Identities = 5,

    /// <summary>Counts, nodes and clusters; its id is 0.</summary>
    Summary = 6,
}

/// <summary>Which row of a tally.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Id">Whom it is about: a number of the <see cref="RowDictionary"/>, or 0.</param>
public readonly record struct RowKey(RowKind Kind, int Id);
