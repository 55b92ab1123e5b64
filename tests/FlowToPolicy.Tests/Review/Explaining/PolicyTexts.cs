using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Tests.Review.Explaining;

/// <summary>Policies written as text, with places in the file <c>set.yaml</c>.</summary>
internal static class PolicyTexts
{
    /// <summary>A CiliumNetworkPolicy of the namespace shop; the rules are indented by two.</summary>
    public static string About(string app, string name, string rules) => $$$"""
        apiVersion: cilium.io/v2
        kind: CiliumNetworkPolicy
        metadata: {name: {{{name}}}, namespace: shop}
        spec:
          endpointSelector: {matchLabels: {app: {{{app}}}}}
          {{{rules}}}
        """;

    /// <summary>A CiliumClusterwideNetworkPolicy.</summary>
    public static string Clusterwide(string app, string name, string rules) =>
        About(app, name, rules).Replace("CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy", StringComparison.Ordinal).Replace(", namespace: shop", "", StringComparison.Ordinal);

    /// <summary>A NetworkPolicy of the namespace shop.</summary>
    public static string Kubernetes(string app, string name, string rules) => $$$"""
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: {{{name}}}, namespace: shop}
        spec:
          podSelector: {matchLabels: {app: {{{app}}}}}
          {{{rules}}}
        """;

    /// <summary>The documents as one set.</summary>
    public static PolicySet Set(params string[] documents)
    {
        PolicyReadResult read = PolicyYamlReader.Read(string.Join("\n---\n", documents).Replace("\r\n", "\n", StringComparison.Ordinal), "set.yaml");
        Assert.Empty(read.Findings);
        return new PolicySet([.. read.Policies], []) { IsComplete = true };
    }
}
