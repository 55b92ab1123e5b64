using System.Text.RegularExpressions;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>Entries of headers are literal, not patterns.</summary>
internal sealed partial class HeaderPattern : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P318",
        Name = "header-pattern",
        Title = "Entries of headers are literal, not patterns",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "An entry of `headers` is a name that must be there, or a name with the exact value. `X-Tenant-ID: .+` asks for the two characters `.+`.",
        Instead = "Write the name alone if presence is enough, or the exact value.",
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
                    headers:
                    - "X-Tenant-ID: .+"
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
                    headers:
                    - X-Tenant-ID
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from http in HttpViews.Of(policy)
        from index in Enumerable.Range(0, http.Rule.Headers.Count)
        let colon = http.Rule.Headers[index].IndexOf(':', StringComparison.Ordinal)
        where Signs().IsMatch(http.Rule.Headers[index][(colon + 1)..])
        select new Remark(
            http.Path.Key("headers").Item(index),
            $"'{http.Rule.Headers[index]}' is compared literally, not as a pattern",
            colon > 0 ? $"write '{http.Rule.Headers[index][..colon].Trim()}' if it is enough that the header is there, or the exact value" : "write the exact name");

    // What is rare in values and usual in patterns: ".*", ".+", "[...]", "(...|...)", "\d", a caret at the front, a dollar at the end.
    [GeneratedRegex(@"\.[*+]|\[[^\]]*\][*+?{]?|\([^)]*\||\\[dws.]|^\s*\^|\$$|\*$", RegexOptions.NonBacktracking)]
    private static partial Regex Signs();
}
