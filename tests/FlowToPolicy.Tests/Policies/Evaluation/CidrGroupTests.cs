using FlowToPolicy.Identities;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using static FlowToPolicy.Tests.Policies.Evaluation.PolicyText;

namespace FlowToPolicy.Tests.Policies.Evaluation;

public sealed class CidrGroupTests
{
    private static readonly CidrGroup Corp = Group("corp", "zone=office", "203.0.113.0/24", "2001:db8::/32");
    private static readonly CidrGroup Lab = Group("lab", "zone=lab", "203.0.113.64/26", "198.51.100.0/24");

    [Theory]
    [InlineData("cidrGroupRef: corp", "203.0.113.1", true)]
    [InlineData("cidrGroupRef: corp", "203.0.113.70", true)]
    [InlineData("cidrGroupRef: corp", "2001:db8::1", true)]
    [InlineData("cidrGroupRef: corp", "198.51.100.1", false)]
    [InlineData("cidrGroupRef: corp, except: [203.0.113.0/28]", "203.0.113.1", false)]
    [InlineData("cidrGroupRef: corp, except: [203.0.113.0/28]", "203.0.113.17", true)]
    [InlineData("cidrGroupRef: none", "203.0.113.1", false)]
    [InlineData("cidrGroupSelector: {matchLabels: {zone: office}}", "203.0.113.1", true)]
    [InlineData("cidrGroupSelector: {matchLabels: {zone: office}}", "203.0.113.70", false)]
    [InlineData("cidrGroupSelector: {matchLabels: {zone: lab}}", "203.0.113.70", true)]
    [InlineData("cidrGroupSelector: {matchLabels: {zone: lab}}, except: [203.0.113.64/30]", "203.0.113.65", false)]
    [InlineData("cidrGroupSelector: {matchExpressions: [{key: zone, operator: In, values: [lab, office]}]}", "203.0.113.70", true)]
    [InlineData("cidrGroupSelector: {matchExpressions: [{key: zone, operator: NotIn, values: [lab]}]}", "203.0.113.70", false)]
    [InlineData("cidrGroupSelector: {matchExpressions: [{key: zone, operator: NotIn, values: [lab]}]}", "203.0.113.1", true)]
    [InlineData("cidrGroupSelector: {matchExpressions: [{key: zone, operator: NotIn, values: [lab]}]}", "192.0.2.1", true)]
    public void A_group_of_a_complete_set_holds_exactly_its_prefixes(string entry, string address, bool admitted)
    {
        Judgement judgement = Evaluator($"egress: [{{toCIDRSet: [{{{entry}}}]}}]", isComplete: true).Judge(PolicyDirection.Egress, Web, World(address, []), Protocol.Tcp, 443);

        Assert.Equal(admitted ? JudgementKind.Allowed : JudgementKind.DeniedByDefault, judgement.Kind);
    }

    [Theory]
    [InlineData("cidrGroupRef: corp", JudgementKind.DeniedByDefault)]
    [InlineData("cidrGroupRef: none", JudgementKind.Unresolvable)]
    [InlineData("cidrGroupSelector: {matchLabels: {zone: office}}", JudgementKind.Unresolvable)]
    public void Only_a_set_that_may_lack_groups_leaves_a_group_uncertain(string entry, JudgementKind expected)
    {
        PolicyEvaluator evaluator = Evaluator($"egress: [{{toCIDRSet: [{{{entry}}}]}}]", isComplete: false);

        Assert.Equal(expected, evaluator.Judge(PolicyDirection.Egress, Web, World("192.0.2.1", []), Protocol.Tcp, 443).Kind);
    }

    [Fact]
    public void An_unknown_group_beside_a_port_does_not_open_the_port_for_everybody()
    {
        PolicyEvaluator evaluator = Evaluator("egress: [{toCIDRSet: [{cidrGroupRef: none}], toPorts: [{ports: [{port: '443', protocol: TCP}]}]}]", isComplete: true);

        Assert.Equal(JudgementKind.DeniedByDefault, evaluator.Judge(PolicyDirection.Egress, Web, World("192.0.2.1", []), Protocol.Tcp, 443).Kind);
    }

    [Fact]
    public void A_deny_rule_by_group_wins_inside_the_group_only()
    {
        PolicyEvaluator evaluator = Evaluator("egress: [{toEntities: [world]}]\n  egressDeny: [{toCIDRSet: [{cidrGroupRef: lab}]}]", isComplete: true);
        JudgementKind Kind(string address) => evaluator.Judge(PolicyDirection.Egress, Web, World(address, []), Protocol.Tcp, 443).Kind;

        Assert.Equal(JudgementKind.DeniedByRule, Kind("203.0.113.70"));
        Assert.Equal(JudgementKind.Allowed, Kind("203.0.113.1"));
    }

    [Fact]
    public void The_group_labels_of_an_identity_count_where_no_address_is_given()
    {
        PolicyEvaluator evaluator = Evaluator("egress: [{toCIDRSet: [{cidrGroupRef: corp, except: [203.0.113.0/28]}]}]", isComplete: true);
        JudgementKind Kind(params string[] labels) =>
            evaluator.Judge(PolicyDirection.Egress, Web, new PolicyEnd(LabelSet.Parse(labels)), Protocol.Tcp, 443).Kind;

        Assert.Equal(JudgementKind.Allowed, Kind("reserved:world", "cidr:203.0.113.0/24", "cidrgroup:io.cilium.policy.cidrgroupname/corp"));
        Assert.Equal(JudgementKind.DeniedByDefault, Kind("reserved:world", "cidr:203.0.113.0/28", "cidrgroup:io.cilium.policy.cidrgroupname/corp"));
        Assert.Equal(JudgementKind.DeniedByDefault, Kind("reserved:world", "cidr:203.0.113.0/24", "cidrgroup:io.cilium.policy.cidrgroupname/lab"));
    }

    [Theory]
    [InlineData("1.15", "egress: [{toCIDRSet: [{cidrGroupRef: corp}]}]", JudgementKind.Unresolvable)]
    [InlineData("1.16", "egress: [{toCIDRSet: [{cidrGroupRef: corp}]}]", JudgementKind.Allowed)]
    [InlineData("1.16", "egress: [{toCIDRSet: [{cidrGroupSelector: {matchLabels: {zone: office}}}]}]", JudgementKind.Unresolvable)]
    [InlineData("1.17", "egress: [{toCIDRSet: [{cidrGroupSelector: {matchLabels: {zone: office}}}]}]", JudgementKind.Allowed)]
    public void Groups_are_judged_from_the_version_that_has_them(string version, string rules, JudgementKind expected)
    {
        PolicyEvaluator evaluator = Evaluator(rules, isComplete: true, version);

        Assert.Equal(expected, evaluator.Judge(PolicyDirection.Egress, Web, World("203.0.113.1", []), Protocol.Tcp, 443).Kind);
    }

    private static PolicyEvaluator Evaluator(string rules, bool isComplete, string version = "1.18") =>
        new(new PolicySet([AboutWeb(rules)], [Corp, Lab]) { IsComplete = isComplete }, new EvaluationOptions { Version = CiliumVersion.Parse(version) });

    private static CidrGroup Group(string name, string label, params string[] prefixes)
    {
        string[] pair = label.Split('=');
        return new CidrGroup { Name = name, Labels = new Dictionary<string, string> { [pair[0]] = pair[1] }, ExternalCidrs = prefixes };
    }
}
