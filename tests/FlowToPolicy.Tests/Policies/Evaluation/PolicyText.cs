using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Tests.Policies.Evaluation;

/// <summary>Short ways to write policies and ends in tests.</summary>
internal static class PolicyText
{
    /// <summary>The ends of a small cluster.</summary>
    public static readonly PolicyEnd Web = Pod("shop", "web"), Db = Pod("shop", "db"), Other = Pod("other", "web");

    public static readonly PolicyEnd Host = new(LabelSet.Parse("reserved:host"));

    public static PolicyEnd Pod(string space, string app) =>
        new(LabelSet.Parse($"k8s:app={app}", $"k8s:io.kubernetes.pod.namespace={space}", "k8s:io.cilium.k8s.policy.cluster=default"));

    /// <summary>An address outside the cluster; null names are unknown ones.</summary>
    public static PolicyEnd World(string address, params string[]? names) => new(LabelSet.Parse("reserved:world"), Address.Parse(address), names);

    /// <summary>A policy of the namespace shop about the pods web, from the content of its spec.</summary>
    public static Policy AboutWeb(string rules, string name = "p")
    {
        string yaml = $$$"""
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: {{{name}}}, namespace: shop}
            spec:
              endpointSelector: {matchLabels: {app: web}}
              {{{rules}}}
            """;
        PolicyReadResult result = PolicyYamlReader.Read(yaml, "test.yaml");
        Assert.DoesNotContain(result.Findings, finding => finding.Severity == ReadSeverity.Pruned);

        // Also what the API server would refuse: an evaluator must not guess what it means.
        return Assert.Single(result.Documents).Draft!;
    }

    /// <summary>What the policies say about a TCP connection out of web.</summary>
    public static Judgement OutOfWeb(PolicyEnd peer, ushort port, params Policy[] policies) =>
        new PolicyEvaluator(policies).Judge(PolicyDirection.Egress, Web, peer, Protocol.Tcp, port);

    /// <summary>What the policies say about a TCP connection into web.</summary>
    public static Judgement IntoWeb(PolicyEnd peer, ushort port, params Policy[] policies) =>
        new PolicyEvaluator(policies).Judge(PolicyDirection.Ingress, Web, peer, Protocol.Tcp, port);
}
