namespace FlowToPolicy.Policies.Validation.Suppression;

/// <summary>A comment <c># f2p:ignore F2P301 because ...</c>, once for each rule that it names.</summary>
/// <param name="Line">The line of the comment.</param>
/// <param name="Column">The column of its first character.</param>
/// <param name="Rule">The rule's id as written.</param>
/// <param name="Reason">The reason; empty when there is none.</param>
/// <param name="Target">The line that it speaks about; 0 for the whole document.</param>
internal sealed record Suppression(int Line, int Column, string Rule, string Reason, int Target)
{
    /// <summary>Whether a finding was suppressed by it.</summary>
    public bool IsUsed { get; set; }
}
