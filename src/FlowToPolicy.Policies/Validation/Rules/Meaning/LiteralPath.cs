using System.Buffers;
using FlowToPolicy.Policies.Validation.Views;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>An HTTP path is a regular expression for the whole path.</summary>
internal sealed class LiteralPath : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P315",
        Name = "literal-path",
        Title = "An HTTP path is a regular expression for the whole path",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "Cilium matches the whole path with its query string. `/api/` matches nothing below it, and `/api/*` means `/api` followed by slashes. A path without any pattern matches only itself, which is worth knowing where a prefix was meant.",
        Instead = "Write `/api/.*` for everything below, and `/api(/.*)?` for the path itself too.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
                rules:
                  http:
                  - method: GET
                    path: /api/*
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
                rules:
                  http:
                  - method: GET
                    path: /api/.*
            """),
    };

    private static readonly SearchValues<char> Pattern = SearchValues.Create(@".*+?()[]{}|\^$");

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        HttpViews.Of(policy).Select(http => Judge(http.Rule.Path ?? "", http.Path.Key("path"))).OfType<Remark>();

    private static Remark? Judge(string path, FieldPath at)
    {
        bool isGlob = path.EndsWith("/*", StringComparison.Ordinal) || path.Contains("/*/", StringComparison.Ordinal) || path.StartsWith('*');
        if (isGlob)
        {
            return new Remark(at, $"'{path}' is a regular expression, not a glob: '/*' means any number of slashes", $"write '{path.Replace("*", ".*", StringComparison.Ordinal)}'");
        }

        if (path.Length > 1 && path.EndsWith('/') && !path.AsSpan().ContainsAny(Pattern))
        {
            return new Remark(at, $"'{path}' matches this path alone, nothing below it", $"write '{path}.*'");
        }

        return path.Length > 1 && !path.AsSpan().ContainsAny(Pattern)
            ? new Remark(at, $"'{path}' matches this path alone: neither '{path}/x' nor '{path}?x=1'", $"write '{path}(/.*)?' or '{path}.*' if more is meant") { Severity = ValidationSeverity.Info }
            : null;
    }
}
