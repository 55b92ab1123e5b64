using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>A leading ** stands for several levels from Cilium 1.19 only.</summary>
internal sealed class LevelPattern : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P308",
        Name = "level-pattern",
        Title = "A leading ** stands for several levels from Cilium 1.19 only",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Before = new CiliumVersion(1, 19),
        Why = "Before 1.19 `**.example.com` matches exactly one level, like `*.example.com`, and the patterns `**` and `*.` match nothing at all.",
        Instead = "Write one pattern for each level (`*.example.com`, `*.*.example.com`), and `*` for every name.",
        Bad = Example.LearningEgress("""
            - toFQDNs:
              - matchPattern: "**.example.com"
            """),
        Good = Example.LearningEgress("""
            - toFQDNs:
              - matchPattern: "*.example.com"
              - matchPattern: "*.*.example.com"
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from name in NameViews.Of(policy)
        let pattern = name.Name.MatchPattern?.Trim()
        where pattern is "**" or "*." || pattern?.StartsWith("**.", StringComparison.Ordinal) == true
        select pattern.Length <= 2
            ? new Remark(name.Path.Key("matchPattern"), $"'{pattern}' matches no name before Cilium 1.19", "write '*' for every name")
            : new Remark(
                name.Path.Key("matchPattern"),
                $"'{pattern}' matches one level only before Cilium 1.19",
                $"write '{pattern[1..]}' for one level and '*.{pattern[1..]}' for two");
}
