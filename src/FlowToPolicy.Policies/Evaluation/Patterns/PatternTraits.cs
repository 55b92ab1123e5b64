namespace FlowToPolicy.Policies.Evaluation.Patterns;

/// <summary>What a pattern holds that limits where its translation is faithful.</summary>
internal sealed class PatternTraits
{
    /// <summary>Whether the translation means the same for ASCII text only (word borders, letter case, categories differ beyond it).</summary>
    public bool NeedsAscii { get; set; }

    /// <summary>What cannot be translated; null when all can.</summary>
    public string? Untranslatable { get; set; }
}
