using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Review.Reasons;

/// <summary>The smallest change of the given policies that lets a connection through at one end, or that closes it.</summary>
/// <param name="What">What to do, in one sentence with the places; where several steps are needed, in their order.</param>
/// <param name="Position">Where; of several steps the last one, because the others tell theirs; none when it is a new policy.</param>
/// <param name="Yaml">What to write there, as YAML without indentation, for several steps each after a <c>---</c> line; empty when something is to be taken out.</param>
public sealed record SuggestedChange(string What, SourcePosition Position, string Yaml)
{
    /// <summary>The steps; none when they are for a person to decide.</summary>
    public IReadOnlyList<PolicyEdit> Edits { get; init; } = [];

    /// <summary>The change that consists of these steps.</summary>
    public static SuggestedChange Of(IReadOnlyList<PolicyEdit> edits)
    {
        ArgumentNullException.ThrowIfNull(edits);
        string[] texts = [.. edits.Select(edit => edit.Yaml).Where(text => text.Length > 0)];
        IEnumerable<string> words = edits.Select((edit, index) => index == edits.Count - 1 || At(edit).IsNone ? edit.Words : $"{edit.Words} ({At(edit)})");
        return new SuggestedChange(string.Join("; then ", words), edits.Count == 0 ? default : At(edits[^1]), string.Join("---\n", texts)) { Edits = edits };
    }

    private static SourcePosition At(PolicyEdit edit) => edit.Places.Count == 0 ? default : edit.Places[0].Position;
}
