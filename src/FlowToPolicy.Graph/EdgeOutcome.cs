namespace FlowToPolicy.Graph;

/// <summary>What became of the connections of an edge, judged side by side.</summary>
public enum EdgeOutcome : byte
{
    /// <summary>Let through.</summary>
    Allowed,

    /// <summary>Let through, but only because of audit mode: the policies in force would have denied it.</summary>
    Audited,

    /// <summary>Dropped because no rule allows it (default deny), and never let through.</summary>
    Denied,

    /// <summary>Dropped by an explicit deny rule, and never let through.</summary>
    ExplicitlyDenied,

    /// <summary>Never let through, and policy was not the reason.</summary>
    Failed,
}
