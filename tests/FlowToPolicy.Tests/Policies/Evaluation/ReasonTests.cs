using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using static FlowToPolicy.Tests.Policies.Evaluation.PolicyText;

namespace FlowToPolicy.Tests.Policies.Evaluation;

public sealed class ReasonTests
{
    private const string Text = """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: k, namespace: shop}
        spec:
          podSelector: {}
          egress:
            - ports: [{port: 80}]
            - ports: [{port: 81}]
          policyTypes: [Egress]
        ---
        apiVersion: cilium.io/v2
        kind: CiliumNetworkPolicy
        metadata: {name: c, namespace: shop}
        specs:
          - endpointSelector: {}
            egress:
              - toPorts: [{ports: [{port: "82", protocol: TCP}]}]
          - endpointSelector: {}
            egress:
              - toEntities: [none]
            egressDeny:
              - toPorts: [{ports: [{port: "83", protocol: TCP}]}]
        """;

    [Theory]
    [InlineData(81, "all.yaml:8:7")]
    [InlineData(82, "all.yaml:17:9")]
    [InlineData(83, "all.yaml:22:9")]
    public void A_deciding_item_is_named_with_its_place_in_the_file(ushort port, string expected) =>
        Assert.Equal([expected], Judge(port).Rules.Select(rule => rule.Position.ToString()));

    [Fact]
    public void A_default_deny_names_each_policy_that_closes_the_direction_once_at_its_place()
    {
        Judgement judgement = Judge(84);

        Assert.Equal(JudgementKind.DeniedByDefault, judgement.Kind);
        Assert.Equal(["k", "c"], judgement.Rules.Select(rule => rule.Policy.Name));
        Assert.Equal(["all.yaml:1:1", "all.yaml:15:5"], judgement.Rules.Select(rule => rule.Position.ToString()));
    }

    [Fact]
    public void A_policy_without_a_place_has_items_without_one()
    {
        var policy = new Policy
        {
            Kind = PolicyKind.CiliumNetworkPolicy,
            Name = "made",
            Namespace = "shop",
            Rules = [new Rule { EndpointSelector = new LabelSelector(), Egress = [new DirectionItem { Entities = ["all"] }] }],
        };

        Assert.True(Assert.Single(OutOfWeb(Db, 80, policy).Rules).Position.IsNone);
    }

    private static Judgement Judge(ushort port) =>
        new PolicyEvaluator([.. PolicyYamlReader.Read(Text, "all.yaml").Policies]).Judge(PolicyDirection.Egress, Web, Db, Protocol.Tcp, port);
}
