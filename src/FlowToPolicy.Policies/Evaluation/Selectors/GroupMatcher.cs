using FlowToPolicy.Identities;

namespace FlowToPolicy.Policies.Evaluation.Selectors;

/// <summary>The CIDR groups that one entry means, found by the labels of source <c>cidrgroup</c> that Cilium gives the addresses in a group.</summary>
/// <param name="labels">What those labels must be.</param>
/// <param name="except">What is left out of the groups.</param>
/// <param name="isKnown">Whether all addresses of these groups are known, so that a given address counts instead of the labels.</param>
internal sealed class GroupMatcher(LabelMatcher labels, Prefix[] except, bool isKnown)
{
    /// <summary>Whether all addresses of these groups are known.</summary>
    public bool IsKnown { get; } = isKnown;

    /// <summary>The canonical text.</summary>
    public string Text { get; } = except.Length == 0
        ? labels.Text
        : $"{labels.Text} except {string.Join(',', except.Select(hole => hole.ToString()).Order(StringComparer.Ordinal))}";

    /// <summary>Whether an identity with these labels is selected.</summary>
    public bool Matches(LabelSet identity) => labels.Matches(identity) && !(except.Length > 0 && IsExcepted(identity));

    private bool IsExcepted(LabelSet identity)
    {
        foreach (Label label in identity)
        {
            if (Prefix.TryRead(label, out Prefix prefix) && Array.Exists(except, hole => hole.Contains(prefix)))
            {
                return true;
            }
        }

        return false;
    }
}
