using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>A pattern such as *example.com also matches other domains.</summary>
internal sealed class PatternWithoutDot : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P307",
        Name = "pattern-without-dot",
        Title = "A pattern such as *example.com also matches other domains",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "`*` stands for letters, digits, dashes and underscores and never crosses a dot. `*example.com` matches `notexample.com`, which anybody can register, and does not match `www.example.com`.",
        Instead = "Write `*.example.com` for one level below, and `matchName: example.com` for the domain itself.",
        Bad = Example.LearningEgress("""
            - toFQDNs:
              - matchPattern: "*example.com"
            """),
        Good = Example.LearningEgress("""
            - toFQDNs:
              - matchPattern: "*.example.com"
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from name in NameViews.Of(policy)
        let pattern = name.Name.MatchPattern?.Trim()
        where pattern is { Length: > 1 } && IsLoose(pattern)
        select new Remark(
            name.Path.Key("matchPattern"),
            $"'{pattern}' also matches '{Stranger(pattern)}' and does not match '{pattern.Replace("*", "www.", StringComparison.Ordinal)}'",
            $"write '*.{pattern.TrimStart('*')}' for the names below the domain, and matchName: {pattern.TrimStart('*')} for the domain itself");

    private static bool IsLoose(string pattern) =>
        pattern[0] == '*' && pattern.TrimStart('*') is { Length: > 0 } rest && rest[0] != '.' && rest.Contains('.', StringComparison.Ordinal);

    private static string Stranger(string pattern) => "not" + pattern.TrimStart('*');
}
