using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Meaning;

/// <summary>Mutual authentication is off by default.</summary>
internal sealed class MutualAuthOff : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P334",
        Name = "mutual-auth-off",
        Title = "Mutual authentication is off by default",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Info,
        Since = new CiliumVersion(1, 19),
        Why = "From Cilium 1.19 the agent's mutual authentication is switched off unless somebody switches it on. Traffic that a rule wants authenticated is dropped until a handshake succeeds, which then never happens.",
        Instead = "Switch mutual authentication on in the agent's configuration before using `authentication`.",
        Bad = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
              authentication:
                mode: required
            """),
        Good = Example.Policy("""
            ingress:
            - fromEndpoints:
              - matchLabels:
                  app: front
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        policy.Items.Where(item => item.Item.AuthenticationMode is "required")
            .Select(item => new Remark(item.Path.Key("authentication").Key("mode"), "the agent authenticates nobody unless mutual authentication is switched on", "make sure that it is on in this cluster"));
}
