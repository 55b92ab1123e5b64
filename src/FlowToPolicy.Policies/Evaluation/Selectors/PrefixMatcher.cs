namespace FlowToPolicy.Policies.Evaluation.Selectors;

/// <summary>A prefix without the prefixes that are excepted from it.</summary>
internal sealed class PrefixMatcher(Prefix prefix, Prefix[] except)
{
    /// <summary>The prefix.</summary>
    public Prefix Prefix { get; } = prefix;

    /// <summary>What is left out of it.</summary>
    public Prefix[] Except { get; } = except;

    /// <summary>Whether it is <c>0.0.0.0/0</c> or <c>::/0</c> without exceptions, which Cilium gives no prefix label.</summary>
    public bool IsWholeFamily => Prefix.Length == 0 && Except.Length == 0;

    /// <summary>The canonical text.</summary>
    public string Text { get; } = Format(prefix, except);

    /// <summary>
    /// Whether an identity whose label is this prefix is selected. Until 1.18 Cilium splits the remainder into prefixes, so that an identity
    /// wider than an exception is not selected; from 1.19 only one inside an exception is not.
    /// </summary>
    public bool Matches(Prefix identity, bool exceptIsSplit) =>
        Prefix.Contains(identity) && !Array.Exists(Except, hole => hole.Contains(identity) || (exceptIsSplit && identity.Contains(hole)));

    private static string Format(Prefix prefix, Prefix[] except) =>
        except.Length == 0 ? prefix.ToString() : $"{prefix} except {string.Join(',', except.Select(hole => hole.ToString()).Order(StringComparer.Ordinal))}";
}
