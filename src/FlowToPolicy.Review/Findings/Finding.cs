namespace FlowToPolicy.Review.Findings;

/// <summary>How much a finding matters; the gravest first.</summary>
public enum Severity : byte
{
    /// <summary>The result may be wrong or dangerous as it is.</summary>
    Serious,

    /// <summary>Somebody should look before the proposal is applied.</summary>
    Warning,

    /// <summary>Worth knowing.</summary>
    Note,
}

/// <summary>Something in the observed connections or in the proposal that is worth a look.</summary>
public sealed record Finding
{
    /// <summary>How many examples a finding shows at most.</summary>
    public const int MaxExamples = 5;

    /// <summary>The finding's name, e.g. <c>seen-once</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How much it matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How many cases there are.</summary>
    public required long Count { get; init; }

    /// <summary>What there is so many of, as a noun, e.g. <c>edges that rest on a single connection</c>.</summary>
    public required string What { get; init; }

    /// <summary>What to do about it, in one sentence.</summary>
    public required string Advice { get; init; }

    /// <summary>The first cases in stable order, at most <see cref="MaxExamples"/>.</summary>
    public IReadOnlyList<FindingExample> Examples { get; init; } = [];
}

/// <summary>One case of a finding.</summary>
/// <param name="Text">What it is, in the words of the input: escape it before it reaches a terminal.</param>
/// <param name="Command">The <c>hubble observe</c> command that shows its flows, quoted for a shell; null when there are no flows to show.</param>
public sealed record FindingExample(string Text, string? Command);
