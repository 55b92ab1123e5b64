namespace FlowToPolicy.Flows;

/// <summary>The drop reasons that policy knows. Numbers are those of <c>flow.DropReason</c>.</summary>
public static class DropReason
{
    /// <summary>No rule allowed the packet: default deny.</summary>
    public const int PolicyDenied = 133;

    /// <summary>An explicit deny rule matched.</summary>
    public const int PolicyDeny = 181;

    /// <summary>Mutual authentication has not succeeded yet.</summary>
    public const int AuthRequired = 189;
}
