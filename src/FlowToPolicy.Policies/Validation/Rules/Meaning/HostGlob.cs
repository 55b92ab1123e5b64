using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>An HTTP host is a regular expression.</summary>
internal sealed class HostGlob : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P317",
        Name = "host-glob",
        Title = "An HTTP host is a regular expression",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "The proxy takes `host` as a regular expression for the whole host with its port. `*.example.com` is none, and nobody checks it before the proxy refuses the configuration.",
        Instead = "Write `.*[.]example[.]com` in quotes, and `(:[0-9]+)?` behind it where clients send the port.",
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
                  - host: "*.example.com"
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
                  - host: www.example.com
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        from http in HttpViews.Of(policy)
        where http.Rule.Host is { Length: > 0 } host && (host[0] == '*' || host.Contains(".*.", StringComparison.Ordinal) && host.StartsWith('*'))
        select new Remark(
            http.Path.Key("host"),
            $"'{http.Rule.Host}' is no regular expression: '*' repeats what stands before it",
            $"write '{http.Rule.Host!.Replace(".", "[.]", StringComparison.Ordinal).Replace("*", ".*", StringComparison.Ordinal)}'");
}
