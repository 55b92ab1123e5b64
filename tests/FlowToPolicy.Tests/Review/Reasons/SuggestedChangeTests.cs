using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Tests.Synthesis;

namespace FlowToPolicy.Tests.Review.Reasons;

public class SuggestedChangeTests
{
    private const string Web = "{matchLabels: {app: web}}", Api = "{matchLabels: {app: api}}";

    [Fact]
    public void A_port_name_that_means_another_number_gets_the_number_beside_it()
    {
        DenialGroup group = Denial(Cilium("web", $"egress:\n  - toEndpoints: [{Api}]\n    toPorts: [{{ports: [{{port: http, protocol: TCP}}]}}]"), [new NamedPort("http", 9090, Protocol.Tcp)]);
        Assert.Equal(DenialCause.NamedPort, group.Cause);
        Assert.Equal("add the port to shop/p-web spec.egress[0]", group.Change!.What);
        Assert.Equal("toPorts:\n- ports:\n  - port: \"8080\"\n    protocol: TCP\n", group.Change.Yaml);
    }

    [Fact]
    public void A_Kubernetes_policy_gets_its_port_in_its_own_words()
    {
        DenialGroup group = Denial(Kubernetes($"ingress: [{{from: [{{podSelector: {Web}}}], ports: [{{port: 9090, protocol: TCP}}]}}]"));
        Assert.Equal(DenialCause.NoRuleForPort, group.Cause);
        Assert.Equal("ports:\n- protocol: TCP\n  port: 8080\n", group.Change!.Yaml);
    }

    [Fact]
    public void Beside_a_Kubernetes_policy_that_takes_in_nobody_stands_a_policy_about_the_same_pods()
    {
        SuggestedChange change = Denial(Kubernetes("policyTypes: [Ingress]")).Change!;
        Assert.Equal("add this policy for its ingress", change.What);
        Policy policy = Assert.Single(PolicyYamlReader.Read(change.Yaml).Policies);
        Assert.Equal("k8s:app", Assert.Single(policy.Rules[0].EndpointSelector!.MatchLabels).Key);
        Assert.Equal("allow-api-from-shop-web-tcp-8080", policy.Name);
    }

    [Fact]
    public void A_deny_that_hides_a_missing_rule_and_closes_by_itself_is_told_with_what_must_take_its_place()
    {
        SuggestedChange change = Denial(Cilium("api", $"ingressDeny: [{{fromEndpoints: [{Web}]}}]")).Change!;
        Assert.Equal(
            "narrow or remove shop/p-api spec.ingressDeny[0]: no allow overrules a deny (keep the direction closed by ingress: [{}]) (-:6:17); then add this item to shop/p-api spec.ingress",
            change.What);
        Assert.Equal([PolicyEditKind.TakeOut, PolicyEditKind.AddItem], change.Edits.Select(edit => edit.Kind));
    }

    private static DenialGroup Denial(Policy policy, params NamedPort[] names)
    {
        ClusterStory story = ClusterStory.Cluster();
        story.Workload("shop/web", "app=web").Calls("shop/api", 8080);
        CommunicationGraph graph = story.Graph();
        VerificationOptions options = VerificationOptions.For(graph);
        options = options with { Evaluation = options.Evaluation with { ClusterNamedPorts = [names] } };
        return Assert.Single(Verifier.Verify(graph, new PolicySet([policy], []), options).Denials, group => group.Cause != DenialCause.OtherEnd);
    }

    private static Policy Cilium(string app, string rules) => Read($$$"""
        apiVersion: cilium.io/v2
        kind: CiliumNetworkPolicy
        metadata: {name: p-{{{app}}}, namespace: shop}
        spec:
          endpointSelector: {matchLabels: {app: {{{app}}}}}
          {{{rules}}}
        """);

    private static Policy Kubernetes(string rules) => Read($$$"""
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: p-api, namespace: shop}
        spec:
          podSelector: {matchLabels: {app: api}}
          {{{rules}}}
        """);

    private static Policy Read(string text)
    {
        PolicyReadResult read = PolicyYamlReader.Read(text.Replace("\r\n", "\n", StringComparison.Ordinal));
        Assert.Empty(read.Findings);
        return Assert.Single(read.Policies);
    }
}
