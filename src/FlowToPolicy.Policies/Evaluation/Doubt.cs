namespace FlowToPolicy.Policies.Evaluation;

/// <summary>Why part of a rule cannot be judged.</summary>
/// <param name="Cause">The kind of reason.</param>
/// <param name="Reason">The reason in words.</param>
internal sealed record Doubt(UnresolvedCause Cause, string Reason)
{
    /// <summary>A fact that is not known here.</summary>
    public static Doubt NotKnown(string reason) => new(UnresolvedCause.NotKnown, reason);

    /// <summary>A field that is not judged.</summary>
    public static Doubt NotModelled(string reason) => new(UnresolvedCause.NotModelled, reason);
}
