using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Validation;

/// <summary>One case of a rule.</summary>
public sealed record ValidationFinding
{
    /// <summary>The rule.</summary>
    public required RuleInfo Rule { get; init; }

    /// <summary>How much this case weighs.</summary>
    public required ValidationSeverity Severity { get; init; }

    /// <summary>Where.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>The field's path in its document; empty for the document as a whole.</summary>
    public string Path { get; init; } = "";

    /// <summary>The policy, e.g. <c>CiliumNetworkPolicy shop/web</c>; empty when it has no name.</summary>
    public string Subject { get; init; } = "";

    /// <summary>What is wrong here, in one sentence. May quote what the document says: escape it for the place it is shown in.</summary>
    public required string Message { get; init; }

    /// <summary>What to write here instead, in one sentence.</summary>
    public required string Fix { get; init; }

    /// <summary>The line of the file, without its end; empty when it is not at hand. May be long.</summary>
    public string Snippet { get; init; } = "";

    /// <summary>The change that mends it; null when there is none that is safe.</summary>
    public TextEdit? Edit { get; init; }

    /// <summary>The reason that a comment gives for keeping it; null when nobody suppressed it.</summary>
    public string? SuppressedBecause { get; init; }
}
