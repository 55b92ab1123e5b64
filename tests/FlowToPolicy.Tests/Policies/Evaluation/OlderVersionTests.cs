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

    private static JudgementKind Into(Policy policy, int minor, PolicyEnd peer, ushort port) =>
        new PolicyEvaluator([policy], new EvaluationOptions { Version = new CiliumVersion(1, minor) }).Judge(PolicyDirection.Ingress, Web, peer, Protocol.Tcp, port).Kind;
}
