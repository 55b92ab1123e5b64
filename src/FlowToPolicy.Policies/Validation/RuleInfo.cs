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

    /// <summary>The first version of Cilium that it holds for; null when no version is too old.</summary>
    public CiliumVersion? Since { get; init; }

    /// <summary>The first version of Cilium that it no longer holds for; null when none is known.</summary>
    public CiliumVersion? Before { get; init; }

    /// <summary>The platforms that it holds for; empty for all.</summary>
    public IReadOnlyList<Platform> Platforms { get; init; } = [];

    /// <summary>The versions of Cilium and the platforms that it holds for, in words; empty for all.</summary>
    public string Versions => string.Join("; ", new[] { VersionText(), string.Join(", ", Platforms.Select(platform => platform.Name())) }.Where(part => part.Length > 0));

    /// <summary>A set of documents that raises this rule and no other.</summary>
    public required string Bad { get; init; }

    /// <summary>The same, mended: it raises nothing.</summary>
    public required string Good { get; init; }

    /// <summary>What is known of the cluster in the examples, in words; empty when they need nothing of the kind.</summary>
    public string Assumes { get; init; } = "";

    /// <summary>The same as options; version and platform do not count.</summary>
    public ValidationOptions Given { get; init; } = new();

    /// <summary>Whether the rule holds for a version and a platform.</summary>
    internal bool Covers(ValidationOptions options) =>
        (Since is not { } since || options.Version >= since)
        && (Before is not { } before || options.Version < before)
        && (Platforms.Count == 0 || Platforms.Contains(options.Platform));

    private string VersionText() => (Since, Before) switch
    {
        (null, null) => "",
        ({ } since, null) => $"Cilium {since} and later",
        (null, { } before) => $"before Cilium {before}",
        ({ } since, { } before) => $"Cilium {since} and later, before {before}",
    };
}
