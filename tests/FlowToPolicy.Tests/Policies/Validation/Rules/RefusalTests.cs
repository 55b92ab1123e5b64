using FlowToPolicy.Policies.Validation;
using FlowToPolicy.Policies.Validation.Sanitize;
using FlowToPolicy.Policies.Validation.Schema;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Tests.Policies.Validation.Rules;

public sealed class RefusalTests
{
    private const string Head = "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec:\n  endpointSelector: {matchLabels: {app: web}}\n";

    [Fact]
    public void One_defect_is_one_finding()
    {
        Assert.Equal(["F2P002"], Ids("  ingress: [{fromEndpoints: [{}], toPorts: [{ports: [{port: 80, protocol: TCP}]}]}]"));
        Assert.Equal(["F2P006"], Ids("  ingress: [{fromCIDRSet: [{cidr: 203.0.113.7}]}]"));
        Assert.Equal(["F2P014"], Ids("  ingress: [{fromEntities: [internet]}]"));
        Assert.Equal(["F2P008"], Ids("  ingress: [{toPorts: [{port: '80', protocol: TCP}]}]"));
        Assert.Equal(["F2P007"], Ids("  ingres: [{fromEntities: [host]}]"));
        Assert.Equal(["F2P019"], Ids("  ingress: [{fromEntities: [host], toPorts: [{ports: [{port: '80', protocol: TCP}], rules: {l7: [{a: b}]}}]}]"));
        Assert.Equal(["F2P101"], Ids("  ingress: [{fromEndpoints: [{}], fromEntities: [world]}]"));
    }

    [Theory]
    [InlineData("toPort", "toPorts")]
    [InlineData("fromEndpoint", "fromEndpoints")]
    [InlineData("fromCidr", "fromCIDR")]
    [InlineData("FromEntities", "fromEntities")]
    [InlineData("fromEnities", "fromEntities")]
    public void A_misspelt_field_is_told_what_was_meant(string wrong, string right)
    {
        ValidationFinding finding = Assert.Single(Validated.Findings(Head + $"  ingress: [{{{wrong}: []}}]\n"), finding => finding.Rule.Id == "F2P007");

        Assert.Contains($"'{right}'", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("podSelector", "F2P009")]
    [InlineData("policyTypes", "F2P009")]
    [InlineData("whatever", "F2P021")]
    [InlineData("egres", "F2P007")]
    public void A_field_of_another_kind_is_told_apart_from_a_misspelt_one(string field, string name)
    {
        string id = name == "F2P021" ? RuleCatalogue.All.Single(rule => rule.Name == "unknown-field").Id : name;

        Assert.Contains(id, Ids($"  {field}: []\n  ingress: [{{fromEntities: [host]}}]"));
    }

    [Theory]
    [InlineData("1.15", "  enableDefaultDeny: {ingress: false}\n  ingress: [{fromEntities: [host]}]")]
    [InlineData("1.15", "  ingress: [{fromEntities: [host], toPorts: [{ports: [{port: '80', endPort: 90, protocol: TCP}]}]}]")]
    [InlineData("1.16", "  ingress: [{fromCIDRSet: [{cidrGroupSelector: {matchLabels: {a: b}}}]}]")]
    [InlineData("1.17", "  log: {value: x}\n  ingress: [{fromEntities: [host]}]")]
    public void A_field_of_a_later_version_is_said_to_be_one(string version, string rule)
    {
        var options = new ValidationOptions { Version = FlowToPolicy.Policies.CiliumVersion.Parse(version) };

        Assert.Equal(["F2P012"], Validated.Ids(Head + rule + "\n", options));
    }

    [Fact]
    public void Every_check_of_the_agent_belongs_to_a_rule()
    {
        Assert.Equal(Enum.GetValues<SanitizeCheck>().Order(), RuleCatalogue.OfAgent.Keys.Order());
    }

    [Fact]
    public void Every_keyword_of_the_schema_belongs_to_a_rule_wherever_it_is_broken()
    {
        PolicyDocument document = Assert.Single(PolicyYamlReader.Read(Head + "  ingress: [{fromEntities: [host]}]\n").Documents);
        foreach (SchemaKeyword keyword in Enum.GetValues<SchemaKeyword>())
        {
            var violation = new SchemaViolation(keyword, FieldPath.Root.Key("spec").Key("zzzzzz").Item(3), document.Root, "is wrong");
            var broken = new SchemaCase(violation, document, new SourceText(document.Text, document.FirstLine), new ValidationOptions());

            Assert.Contains(RuleCatalogue.OfSchema, rule => rule.Claims(broken));
        }
    }

    [Theory]
    [InlineData("matchLabels: {app: web, 'k8s:io.kubernetes.pod.namespace': shop}", false)]
    [InlineData("matchLabels: {app: web, 'k8s:io.kubernetes.pod.namespace': prod}", true)]
    [InlineData("matchLabels: {app: web, 'any:io.kubernetes.pod.namespace': prod}", true)]
    [InlineData("matchExpressions: [{key: io.kubernetes.pod.namespace, operator: In, values: [prod, test]}]", true)]
    [InlineData("matchExpressions: [{key: io.kubernetes.pod.namespace, operator: In, values: [prod, shop]}]", false)]
    [InlineData("matchExpressions: [{key: io.kubernetes.pod.namespace, operator: Exists}]", false)]
    public void A_subject_of_another_namespace_is_found_however_it_is_written(string selector, bool foreign)
    {
        string text = Head.Replace("matchLabels: {app: web}", selector, StringComparison.Ordinal) + "  ingress: [{fromEntities: [host]}]\n";

        Assert.Equal(foreign, Validated.Ids(text).Contains("F2P312"));
    }

    [Theory]
    [InlineData("a: [\n")]
    [InlineData("kind: CiliumNetworkPolicy\nkind: CiliumNetworkPolicy\n")]
    [InlineData("spec: {}\n")]
    public void What_cannot_be_read_is_a_finding(string text)
    {
        ValidationFinding finding = Assert.Single(Validated.Findings(text));

        Assert.Equal("unreadable", finding.Rule.Name);
        Assert.False(finding.Position.IsNone);
    }

    [Fact]
    public void A_finding_points_at_the_key_in_its_line()
    {
        ValidationFinding finding = Assert.Single(Validated.Findings(Head + "  ingress:\n  - fromEntities: [host]\n    toPort:\n    - ports: []\n"));

        Assert.Equal(("    toPort:", 8, 5), (finding.Snippet, finding.Position.Line, finding.Position.Column));
        Assert.Equal("CiliumNetworkPolicy shop/web", finding.Subject);
        Assert.Equal("spec.ingress[0].toPort", finding.Path);
    }

    [Fact]
    public void Findings_come_in_the_order_of_the_text()
    {
        string text = Head + "  ingress: [{fromEndpoints: [{}]}, {fromEntities: [internet]}, {fromEndpoints: []}]\n";
        IReadOnlyList<ValidationFinding> findings = Validated.Findings(text);

        Assert.Equal(["F2P303", "F2P014", "F2P302"], findings.Select(finding => finding.Rule.Id));
    }

    private static IReadOnlyList<string> Ids(string rule) => Validated.Ids(Head + rule + "\n");
}
