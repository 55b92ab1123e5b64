using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Explaining;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Tests.Synthesis;
using static FlowToPolicy.Tests.Review.Explaining.PolicyTexts;

namespace FlowToPolicy.Tests.Review.Diffing;

/// <summary>
/// The rows of Cilium's conformance cases in which two policies meet: what a second policy does to the connections of the first one, with the
/// rule and line that both the diff and the explanation name. The second document begins behind the first one in <c>set.yaml</c>.
/// </summary>
public class TwoPoliciesDiffTests
{
    private const string WebOn80 = "ingress:\n  - fromEndpoints: [{matchLabels: {app: web}}]\n    toPorts: [{ports: [{port: '80', protocol: TCP}]}]";
    private const string Web = "ingress:\n  - fromEndpoints: [{matchLabels: {app: web}}]";
    private const string Batch = "ingress:\n  - fromEndpoints: [{matchLabels: {app: batch}}]";
    private const string Get = "ingress:\n  - fromEndpoints: [{matchLabels: {app: web}}]\n    toPorts: [{ports: [{port: '80', protocol: TCP}], rules: {http: [{method: GET}]}}]";
    private const string GetOfAll = "ingress:\n  - toPorts: [{ports: [{port: '80', protocol: TCP}], rules: {http: [{method: GET}]}}]";
    private const string Names = "egress:\n  - toEndpoints: [{matchLabels: {app: db}}]\n    toPorts: [{ports: [{port: '53', protocol: UDP}], rules: {dns: [{matchName: a.example.com}]}}]";

    public static TheoryData<string, string, string, ChangeClass?, string> Rows { get; } = new()
    {
        { "80", About("db", "allow", WebOn80), About("db", "deny", "ingressDeny:\n  - fromEndpoints: [{matchLabels: {app: web}}]"), ChangeClass.Breaks, "shop/deny spec.ingressDeny[0] set.yaml:16:5" },
        { "22", About("db", "allow", Web), About("db", "deny", "ingressDeny:\n  - toPorts: [{ports: [{port: '22', protocol: TCP}]}]"), ChangeClass.Breaks, "shop/deny spec.ingressDeny[0] set.yaml:15:5" },
        { "23", About("db", "allow", Web), About("db", "deny", "ingressDeny:\n  - toPorts: [{ports: [{port: '22', protocol: TCP}]}]"), null, "shop/allow spec.ingress[0] set.yaml:7:5" },
        { "8050", About("db", "allow", "ingress:\n  - toPorts: [{ports: [{port: '8000', endPort: 8100, protocol: TCP}]}]"), About("db", "deny", "ingressDeny:\n  - toPorts: [{ports: [{port: '8050', endPort: 8060, protocol: TCP}]}]"), ChangeClass.Breaks, "shop/deny spec.ingressDeny[0] set.yaml:15:5" },
        { "8049", About("db", "allow", "ingress:\n  - toPorts: [{ports: [{port: '8000', endPort: 8100, protocol: TCP}]}]"), About("db", "deny", "ingressDeny:\n  - toPorts: [{ports: [{port: '8050', endPort: 8060, protocol: TCP}]}]"), null, "shop/allow spec.ingress[0] set.yaml:7:5" },
        { "80", About("db", "allow", WebOn80), Clusterwide("db", "guard", "ingressDeny:\n  - fromEntities: [all]"), ChangeClass.Breaks, "guard spec.ingressDeny[0] set.yaml:16:5" },
        { "80", Kubernetes("db", "knp", "ingress: [{}]"), Clusterwide("db", "guard", "ingressDeny:\n  - fromEntities: [all]"), ChangeClass.Breaks, "guard spec.ingressDeny[0] set.yaml:14:5" },
        { "80", About("db", "open", "enableDefaultDeny: {ingress: false}\n  " + Batch), About("db", "closing", Batch), ChangeClass.Breaks, "shop/closing spec.ingress set.yaml:14:3" },
        { "80", About("db", "closed", "ingress: [{}]"), About("db", "allow", WebOn80), ChangeClass.Admits, "shop/allow spec.ingress[0] set.yaml:14:5" },
        { "443", Kubernetes("db", "knp", "ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 80}]}]"), About("db", "cnp", "ingress:\n  - fromEndpoints: [{matchLabels: {app: web}}]\n    toPorts: [{ports: [{port: '443', protocol: TCP}]}]"), ChangeClass.Admits, "shop/cnp spec.ingress[0] set.yaml:14:5" },
        { "80", About("db", "cnp", WebOn80), Kubernetes("db", "knp", "policyTypes: [Ingress]"), null, "shop/cnp spec.ingress[0] set.yaml:7:5" },
        { "80", About("db", "http", Get), About("db", "plain", Web), ChangeClass.Filters, "shop/plain spec.ingress[0] set.yaml:16:5" },
        { "80", About("db", "http", Get), About("db", "plain", WebOn80), ChangeClass.Filters, "shop/plain spec.ingress[0] set.yaml:16:5" },
        { "80", About("db", "http", GetOfAll), About("db", "plain", WebOn80), ChangeClass.Filters, "shop/plain spec.ingress[0] set.yaml:15:5" },
        { "80", About("db", "http", Get), About("db", "other", Batch.Replace("batch", "cron", StringComparison.Ordinal)), null, "shop/http spec.ingress[0] set.yaml:7:5" },
        { "53/UDP", About("web", "dns", Names), About("web", "plain", "egress:\n  - toPorts: [{ports: [{port: '53', protocol: ANY}]}]"), ChangeClass.Filters, "shop/plain spec.egress[0] set.yaml:16:5" },
        { "80", About("db", "sni", "ingress:\n  - fromEndpoints: [{matchLabels: {app: web}}]\n    toPorts: [{ports: [{port: '80', protocol: TCP}], serverNames: [a.example.com]}]"), About("db", "plain", WebOn80), null, "shop/sni spec.ingress[0] set.yaml:7:5" },
        { "80", About("db", "http", Get), About("db", "kafka", Get.Replace("http: [{method: GET}]", "kafka: [{role: produce}]", StringComparison.Ordinal)), ChangeClass.Breaks, "shop/kafka spec.ingress[0] set.yaml:16:5" },
        { "80", About("db", "sure", "ingress:\n  - fromEndpoints: [{matchLabels: {app: web}}]\n    authentication: {mode: disabled}"), About("db", "unsure", "ingress:\n  - fromEndpoints: [{matchLabels: {app: web}}]\n    authentication: {mode: required}"), ChangeClass.Breaks, "shop/unsure spec.ingress[0] set.yaml:16:5" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_second_policy_changes_what_the_row_says_and_its_line_is_named(string port, string first, string second, ChangeClass? expected, string rule)
    {
        Assert.True(AskedPort.TryParse(port, out AskedPort asked));
        ClusterStory story = ClusterStory.Cluster();
        story.Workload("shop/web", "app=web").Calls("shop/db", asked.Port, asked.Protocol);
        CommunicationGraph graph = story.Graph();
        VerificationOptions options = VerificationOptions.For(graph);
        PolicySet before = Set(first), after = Set(first, second);

        ConnectionChange[] changes = [.. ConnectionDiff.Compare(before, after, graph, options).Changes.Where(change => change.Observed is not null)];
        Assert.Equal(expected is { } one ? [one] : (ChangeClass[])[], changes.Select(change => change.Class));
        Assert.All(changes, change => Assert.Contains(rule, change.After.Select(reference => $"{reference} {reference.Position}")));

        var resolver = new EndResolver(graph, [], options.Evaluation);
        PortExplanation answer = Assert.Single(new ConnectionExplainer(graph, after, options).Explain(resolver.Find("shop/web").End!, resolver.Find("shop/db").End!, asked).Ports);
        IEnumerable<string> named = new[] { answer.Egress, answer.Ingress }
            .SelectMany(side => side.Rules.Where(found => found.Matches).Select(found => found.Reference).Concat(side.Denial?.Rules ?? []))
            .Select(reference => $"{reference} {reference.Position}");
        Assert.Contains(rule, named);
    }
}
