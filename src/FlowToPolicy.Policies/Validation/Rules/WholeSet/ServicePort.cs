using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.WholeSet;

/// <summary>The port is that of a service, not of the pods behind it.</summary>
internal sealed class ServicePort : SetRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P411",
        Name = "service-port",
        Title = "The port is that of a service, not of the pods behind it",
        Gate = Gate.Meaning,
        Severity = ValidationSeverity.Warning,
        Why = "Policy looks at a connection after the service's address was translated. What counts is the port that the pod listens on; the service's own port never arrives.",
        Instead = "Write the target port of the service.",
        Bad = Example.Egress("""
            - toEndpoints:
              - matchLabels:
                  app: db
              toPorts:
              - ports:
                - port: "80"
                  protocol: TCP
            """),
        Good = Example.Egress("""
            - toEndpoints:
              - matchLabels:
                  app: db
              toPorts:
              - ports:
                - port: "8080"
                  protocol: TCP
            """),
        Assumes = "the service shop/db hands its port 80 to port 8080 of the pods `app: db`",
        Given = new ValidationOptions { Services = [new ClusterService("shop", "db", LabelSet.Parse("k8s:app=db", "k8s:io.kubernetes.pod.namespace=shop"), [new ClusterServicePort(80, 8080)])] },
    };

    /// <inheritdoc/>
    public override IEnumerable<(PolicyView Policy, Remark Remark)> Look(SetView set) =>
        from rule in set.Rules
        where set.Options.Services is not null
        from item in rule.Items
        where !item.IsIngress && !item.Everybody
        from port in item.Ports
        where port.Spec is { Name: null, Doubt: null } spec && spec.First == spec.Last
        let services = set.Options.Services!.Where(service => item.Admits(service.Backend)).ToList()
        let service = services.Find(service => service.Ports.Any(own => own.Port == port.Spec.First && own.TargetPort != own.Port))
        where service is not null && !services.Exists(other => other.Ports.Any(own => own.TargetPort == port.Spec.First))
        let target = service.Ports.First(own => own.Port == port.Spec.First).TargetPort
        select (rule.Policy, new Remark(port.Path, $"{port.Spec.First} is the port of service {service.Namespace}/{service.Name}; its pods listen on {target}", $"write port \"{target}\""));
}
