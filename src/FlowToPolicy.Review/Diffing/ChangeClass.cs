namespace FlowToPolicy.Review.Diffing;

/// <summary>What becomes of a connection when one policy set takes the place of another; the gravest first.</summary>
public enum ChangeClass : byte
{
    /// <summary>Observed, admitted by the first set, denied by the second.</summary>
    Breaks,

    /// <summary>Observed, denied by the first set, admitted by the second.</summary>
    Admits,

    /// <summary>Never observed, denied by the first set, admitted by the second.</summary>
    Opens,

    /// <summary>Never observed, admitted by the first set, denied by the second.</summary>
    Closes,

    /// <summary>Admitted by both, but what proxy or authentication let through of it changes.</summary>
    Filters,
}
