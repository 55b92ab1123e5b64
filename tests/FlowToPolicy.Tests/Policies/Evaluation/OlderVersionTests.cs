using FlowToPolicy.Identities;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using static FlowToPolicy.Tests.Policies.Evaluation.PolicyText;

namespace FlowToPolicy.Tests.Policies.Evaluation;

/// <summary>Fields that a version of Cilium does not know have no effect there.</summary>
public sealed class OlderVersionTests
{
    [Theory]
    [InlineData(15, JudgementKind.DeniedByDefault)]
    [InlineData(16, JudgementKind.Allowed)]
    public void A_port_range_is_its_first_port_before_1_16(int minor, JudgementKind expected)
    {
        Policy policy = AboutWeb("ingress: [{fromEndpoints: [{}], toPorts: [{ports: [{port: \"80\", endPort: 90, protocol: TCP}]}]}]");
        Assert.Equal(expected, Into(policy, minor, Db, 85));
        Assert.Equal(JudgementKind.Allowed, Into(policy, minor, Db, 80));
    }

    [Theory]
    [InlineData(15, JudgementKind.DeniedByDefault)]
    [InlineData(16, JudgementKind.Allowed)]
    public void EnableDefaultDeny_is_dropped_before_1_16(int minor, JudgementKind expected)
    {
        Policy policy = AboutWeb("enableDefaultDeny: {ingress: false}\n  ingress: [{fromEndpoints: [{matchLabels: {app: db}}]}]");
        Assert.Equal(expected, Into(policy, minor, Other, 80));
        Assert.Equal(JudgementKind.Allowed, Into(policy, minor, Db, 80));
    }

    [Fact]
    public void A_pattern_that_was_no_wildcard_before_1_19_does_not_take_the_place_of_the_wildcard()
    {
        Policy policy = AboutWeb("egress: [{toFQDNs: [{matchPattern: \"*.\"}]}, {toFQDNs: [{matchPattern: \"*\"}]}]");
        Assert.Equal(JudgementKind.Allowed, OutOfWeb(World("10.1.2.3", "www.other.test"), 443, policy).Kind);
    }

    [Fact]
    public void Before_1_17_a_rule_for_a_peer_is_left_out_beside_the_same_rule_for_everybody()
    {
        Policy policy = AboutWeb(
            "egress: [{toPorts: [{ports: [{port: \"80\", protocol: TCP}]}]}, {toEndpoints: [{}], toPorts: [{ports: [{port: \"80\", protocol: TCP}]}, {ports: [{port: \"80\", endPort: 443, protocol: TCP}], serverNames: [a.test]}]}]");
        var evaluator = new PolicyEvaluator([policy], new EvaluationOptions { Version = new CiliumVersion(1, 16) });
        Assert.Equal(JudgementKind.Redirected, evaluator.Judge(PolicyDirection.Egress, Web, Db, Protocol.Tcp, 80).Kind);
    }

    private static JudgementKind Into(Policy policy, int minor, PolicyEnd peer, ushort port) =>
        new PolicyEvaluator([policy], new EvaluationOptions { Version = new CiliumVersion(1, minor) }).Judge(PolicyDirection.Ingress, Web, peer, Protocol.Tcp, port).Kind;
}
