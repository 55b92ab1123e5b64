using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>fromRequires and toRequires are deprecated.</summary>
internal sealed class DeprecatedRequires : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P333",
        Name = "deprecated-requires",
        Title = "fromRequires and toRequires are deprecated",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Before = new CiliumVersion(1, 19),
        Why = "They are removed in Cilium 1.19, where the API server refuses a policy that uses them.",
        Instead = "Write the requirement into every peer selector of the rule.",
        Bad = Example.Policy("""
            ingress:
            - fromRequires:
              - matchLabels:
                  env: prod
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
                  env: prod
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        policy.Items.Where(item => item.Item.Requires is not null)
            .Select(item => new Remark(item.Peer("Requires"), $"{item.PeerName("Requires")} is removed in Cilium 1.19", "write the requirement into every peer selector"));
}
