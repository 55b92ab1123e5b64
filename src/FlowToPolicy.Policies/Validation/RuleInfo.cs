namespace FlowToPolicy.Policies.Validation;

/// <summary>What a validation rule is about: one entry of the reference.</summary>
public sealed record RuleInfo
{
    /// <summary><c>F2P</c> and three digits; never given to another rule.</summary>
    public required string Id { get; init; }

    /// <summary>The rule's name in kebab case, e.g. <c>unquoted-port</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One line, e.g. <c>A port must be a string</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Who objects.</summary>
    public required Gate Gate { get; init; }

    /// <summary>The gravest severity of its findings.</summary>
    public required ValidationSeverity Severity { get; init; }

    /// <summary>What happens, and why that is not what was meant.</summary>
    public required string Why { get; init; }

    /// <summary>What to write instead.</summary>
    public required string Instead { get; init; }

    /// <summary>The versions of Cilium and the platforms that it holds for; empty for all.</summary>
    public string Versions { get; init; } = "";

    /// <summary>A set of documents that raises this rule and no other.</summary>
    public required string Bad { get; init; }

    /// <summary>The same, mended: it raises nothing.</summary>
    public required string Good { get; init; }
}
