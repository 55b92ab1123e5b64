using FlowToPolicy.Identities;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using static FlowToPolicy.Tests.Policies.Evaluation.PolicyText;

namespace FlowToPolicy.Tests.Policies.Evaluation;

public sealed class RequirementsAndServicesTests
{
    private static readonly PolicyEnd TeamDb = Db with { Labels = Db.Labels.With(Label.K8s("team", "a")) };

    [Fact]
    public void What_a_rule_requires_holds_for_the_label_selectors_of_every_rule_about_the_subject()
    {
        Policy requires = AboutWeb("egress: [{toRequires: [{matchLabels: {team: a}}]}]", "requires");
        Policy allows = AboutWeb("egress: [{toEndpoints: [{matchLabels: {app: db}}]}, {toEntities: [world]}]", "allows");

        Assert.Equal(JudgementKind.Allowed, OutOfWeb(TeamDb, 80, requires, allows).Kind);
        Assert.Equal(JudgementKind.DeniedByDefault, OutOfWeb(Db, 80, requires, allows).Kind);
        Assert.Equal(JudgementKind.Allowed, OutOfWeb(Db, 80, allows).Kind);
        Assert.Equal(JudgementKind.Allowed, OutOfWeb(World("203.0.113.1", []), 80, requires, allows).Kind);
    }

    [Fact]
    public void Requirements_of_deny_rules_narrow_deny_rules_only()
    {
        Policy policy = AboutWeb("egress: [{toEndpoints: [{matchLabels: {app: db}}]}]\n  egressDeny: [{toEndpoints: [{}], toRequires: [{matchLabels: {team: a}}]}]");

        Assert.Equal(JudgementKind.DeniedByRule, OutOfWeb(TeamDb, 80, policy).Kind);
        Assert.Equal(JudgementKind.Allowed, OutOfWeb(Db, 80, policy).Kind);
    }

    [Fact]
    public void From_1_19_requirements_are_not_judged()
    {
        Policy policy = AboutWeb("egress: [{toRequires: [{matchLabels: {a: b}}], toEndpoints: [{matchLabels: {app: db}}]}]");
        Judgement judgement = Evaluator(policy, "1.19").Judge(PolicyDirection.Egress, Web, Db, Protocol.Tcp, 80);

        Assert.NotEqual(JudgementKind.DeniedByDefault, judgement.Kind);
        Assert.Equal(UnresolvedCause.NotModelled, Evaluator(policy, "1.19").Judge(PolicyDirection.Egress, Web, Other, Protocol.Tcp, 80).Cause);
    }

    [Theory]
    [InlineData("1.18", JudgementKind.Allowed, JudgementKind.DeniedByDefault)]
    [InlineData("1.17", JudgementKind.Allowed, JudgementKind.DeniedByDefault)]
    [InlineData("1.16", JudgementKind.DeniedByDefault, JudgementKind.DeniedByDefault)]
    public void A_service_stands_for_the_pods_that_it_selects_since_1_17(string version, JudgementKind db, JudgementKind other)
    {
        var service = new KnownService("shop", "store", LabelSet.Empty) { Selector = new Dictionary<string, string> { ["app"] = "db" } };
        PolicyEvaluator evaluator = Evaluator(AboutWeb("egress: [{toServices: [{k8sService: {serviceName: store, namespace: shop}}]}]"), version, service);

        Assert.Equal(db, evaluator.Judge(PolicyDirection.Egress, Web, Db, Protocol.Tcp, 80).Kind);
        Assert.Equal(other, evaluator.Judge(PolicyDirection.Egress, Web, Pod("other", "db"), Protocol.Tcp, 80).Kind);
    }

    [Theory]
    [InlineData("k8sService: {serviceName: mainframe, namespace: shop}", true)]
    [InlineData("k8sService: {serviceName: mainframe}", true)]
    [InlineData("k8sService: {serviceName: mainframe, namespace: other}", false)]
    [InlineData("k8sServiceSelector: {selector: {matchLabels: {kind: external}}}", true)]
    [InlineData("k8sServiceSelector: {selector: {matchLabels: {kind: external}}, namespace: other}", false)]
    public void A_service_without_selector_stands_for_its_addresses(string entry, bool admitted)
    {
        var service = new KnownService("shop", "mainframe", LabelSet.Parse("k8s:kind=external"))
        {
            Selector = new Dictionary<string, string>(),
            Backends = [Address.Parse("203.0.113.10")],
        };
        PolicyEvaluator evaluator = Evaluator(AboutWeb($"egress: [{{toServices: [{{{entry}}}]}}]"), "1.18", service);

        Assert.Equal(admitted, evaluator.Judge(PolicyDirection.Egress, Web, World("203.0.113.10", []), Protocol.Tcp, 80).Admits);
        Assert.False(evaluator.Judge(PolicyDirection.Egress, Web, World("203.0.113.11", []), Protocol.Tcp, 80).Admits);
    }

    [Fact]
    public void A_service_whose_backends_are_not_known_leaves_the_verdict_open()
    {
        PolicyEvaluator evaluator = Evaluator(AboutWeb("egress: [{toServices: [{k8sService: {serviceName: store}}]}]"), "1.18", new KnownService("shop", "store", LabelSet.Empty));

        Assert.Equal(UnresolvedCause.NotKnown, evaluator.Judge(PolicyDirection.Egress, Web, Db, Protocol.Tcp, 80).Cause);
    }

    private static PolicyEvaluator Evaluator(Policy policy, string version, params KnownService[] services) =>
        new([policy], new EvaluationOptions { Version = CiliumVersion.Parse(version), Services = services });
}
