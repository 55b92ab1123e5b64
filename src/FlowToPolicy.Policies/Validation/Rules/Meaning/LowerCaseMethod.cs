using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>HTTP methods are written in capitals.</summary>
internal sealed class LowerCaseMethod : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P316",
        Name = "lower-case-method",
        Title = "HTTP methods are written in capitals",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "The method is compared as it stands, and clients send `GET`, not `get`. A rule with `method: get` matches no request.",
        Instead = "Write the method in capitals.",
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
                  - method: get
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
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from http in HttpViews.Of(policy)
        where http.Rule.Method is { Length: > 0 } method && method.Any(char.IsAsciiLetterLower) && method.All(c => char.IsAsciiLetter(c) || c == '|')
        select new Remark(http.Path.Key("method"), $"'{http.Rule.Method}' matches no request: methods are written in capitals", $"write {http.Rule.Method!.ToUpperInvariant()}");
}
