using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Platforms;

/// <summary>fromGroups and toGroups know AWS only.</summary>
internal sealed class AwsGroups : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P210",
        Name = "aws-groups",
        Title = "fromGroups and toGroups know AWS only",
        Gate = Gate.Platform,
        Severity = ValidationSeverity.Error,
        Since = new CiliumVersion(1, 16),
        Platforms = [Platform.Aks, Platform.AksAcnsFqdn, Platform.AksAcnsL7, Platform.Gke],
        Why = "The groups are security groups of AWS, which Cilium's operator asks for their addresses. On other clouds the list stays empty.",
        Instead = "Use prefixes.",
        Bad = Example.Clusterwide("""
            ingress:
            - fromGroups:
              - aws:
                  securityGroupsIds:
                  - sg-0123456789abcdef0
            """),
        Good = Example.Clusterwide("""
            ingress:
            - fromCIDR:
              - 203.0.113.0/24
            """),
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy) =>
        policy.Items.Where(item => item.Item.Groups is { Count: > 0 })
            .Select(item => new Remark(item.Path.Key(item.PeerName("Groups")), $"{item.PeerName("Groups")} asks AWS: on {policy.Options.Platform.Name()} it holds nobody", "use prefixes"));
}
