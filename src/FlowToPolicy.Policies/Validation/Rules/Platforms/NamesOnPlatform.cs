using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Rules.Platforms;

/// <summary>The platform has no FQDN filtering.</summary>
internal sealed class NamesOnPlatform : DocumentRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "F2P201",
        Name = "names-on-platform",
        Title = "The platform has no FQDN filtering",
        Gate = Gate.Platform,
        Severity = ValidationSeverity.Error,
        Platforms = [Platform.Aks, Platform.Gke],
        Why = "Without Advanced Container Networking Services AKS enforces layers 3 and 4 only, and GKE Dataplane V2 has a resource of its own for names. `toFQDNs` and `rules.dns` are not supported there: the traffic is blocked, or the policy refused.",
        Instead = "Use prefixes, or turn FQDN filtering on (AKS: Advanced Container Networking Services).",
        Bad = """
            apiVersion: cilium.io/v2
            kind: CiliumClusterwideNetworkPolicy
            metadata:
              name: web
            spec:
              endpointSelector:
                matchLabels:
                  app: web
              egress:
              - toEndpoints:
                - matchLabels:
                    k8s:io.kubernetes.pod.namespace: kube-system
                    k8s-app: kube-dns
                toPorts:
                - ports:
                  - port: "53"
                    protocol: ANY
                  rules:
                    dns:
                    - matchName: api.example.com
              - toFQDNs:
                - matchName: api.example.com
            """ + "\n",
        Good = """
            apiVersion: cilium.io/v2
            kind: CiliumClusterwideNetworkPolicy
            metadata:
              name: web
            spec:
              endpointSelector:
                matchLabels:
                  app: web
              egress:
              - toEndpoints:
                - matchLabels:
                    k8s:io.kubernetes.pod.namespace: kube-system
                    k8s-app: kube-dns
                toPorts:
                - ports:
                  - port: "53"
                    protocol: ANY
              - toCIDR:
                - 203.0.113.0/24
            """ + "\n",
    };

    /// <inheritdoc/>
    public override IEnumerable<Remark> Look(PolicyView policy)
    {
        string platform = policy.Options.Platform.Name();
        foreach (ItemView item in policy.Items)
        {
            if (item.Item.Fqdns is { Count: > 0 })
            {
                yield return new Remark(item.Path.Key("toFQDNs"), $"toFQDNs is not supported on {platform}", "use prefixes, or turn FQDN filtering on");
            }

            foreach ((Model.PortRule rule, Yaml.FieldPath path) in item.PortRules())
            {
                if (rule.Dns is { Count: > 0 })
                {
                    yield return new Remark(path.Key("rules").Key("dns"), $"DNS rules are not supported on {platform}", "open port 53 without rules, or turn FQDN filtering on");
                }
            }
        }
    }
}
