using FlowToPolicy.Policies.Validation;

namespace FlowToPolicy.Tests.Policies.Validation.Rules;

public sealed class SafeFixTests
{
    private const string Head = "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec:\n  endpointSelector: {matchLabels: {app: web}}\n";

    [Theory]
    [InlineData("F2P002", "  - toPorts: [{ports: [{port: 80, protocol: TCP}]}] # x", "  - toPorts: [{ports: [{port: \"80\", protocol: TCP}]}] # x")]
    [InlineData("F2P002", "  - toPorts:\n    - ports:\n      - port: 0x50   # hex\n        protocol: TCP", "  - toPorts:\n    - ports:\n      - port: \"0x50\"   # hex\n        protocol: TCP")]
    [InlineData("F2P004", "  - toPorts: [{ports: [{protocol: tcp, port: \"80\"}]}]", "  - toPorts: [{ports: [{protocol: TCP, port: \"80\"}]}]")]
    [InlineData("F2P004", "  - toPorts: [{ports: [{protocol: 'udp', port: \"80\"}]}]", "  - toPorts: [{ports: [{protocol: 'UDP', port: \"80\"}]}]")]
    [InlineData("F2P004", "  - fromEndpoints: [{matchExpressions: [{key: a, operator: in, values: [b]}]}]", "  - fromEndpoints: [{matchExpressions: [{key: a, operator: In, values: [b]}]}]")]
    [InlineData("F2P004", "  - fromEntities: [Cluster]", "  - fromEntities: [cluster]")]
    [InlineData("F2P003", "  - fromEndpoints: [{matchLabels: {a: yes, b: 1.50}}]", "  - fromEndpoints: [{matchLabels: {a: \"yes\", b: \"1.50\"}}]")]
    [InlineData("F2P003", "  - fromEndpoints: [{matchExpressions: [{key: a, operator: In, values: [on, 010]}]}]", "  - fromEndpoints: [{matchExpressions: [{key: a, operator: In, values: [\"on\", \"010\"]}]}]")]
    [InlineData("F2P006", "  - fromCIDR: [203.0.113.7, '2001:db8::1']", "  - fromCIDR: [203.0.113.7/32, '2001:db8::1/128']")]
    [InlineData("F2P006", "  - fromCIDRSet: [{cidr: 203.0.113.0/24, except: [203.0.113.7]}]", "  - fromCIDRSet: [{cidr: 203.0.113.0/24, except: [203.0.113.7/32]}]")]
    public void The_fix_changes_one_place_and_mends_the_finding(string id, string wrong, string right)
    {
        Check(id, Head + "  ingress:\n" + wrong + "\n", Head + "  ingress:\n" + right + "\n");
    }

    [Theory]
    [InlineData("  - toFQDNs: [{matchName: \"*.example.com\"}] # why", "  - toFQDNs: [{matchPattern: \"*.example.com\"}] # why")]
    [InlineData("  - toFQDNs:\n    - matchName: '*.example.com'", "  - toFQDNs:\n    - matchPattern: '*.example.com'")]
    public void A_name_with_a_wildcard_becomes_a_pattern(string wrong, string right)
    {
        Check("F2P005", Head + "  egress:\n" + wrong + "\n", Head + "  egress:\n" + right + "\n");
    }

    [Fact]
    public void Json_is_mended_too()
    {
        const string Wrong = """{"apiVersion": "cilium.io/v2", "kind": "CiliumNetworkPolicy", "metadata": {"name": "web"}, "spec": {"endpointSelector": {}, "ingress": [{"toPorts": [{"ports": [{"port": 80, "protocol": "tcp"}]}]}]}}""";
        IReadOnlyList<ValidationFinding> findings = Validated.Findings(Wrong);

        EditedText edited = TextEdits.Apply(Wrong, findings.Select(finding => finding.Edit).OfType<TextEdit>());

        Assert.Equal(Wrong.Replace("80", "\"80\"", StringComparison.Ordinal).Replace("tcp", "TCP", StringComparison.Ordinal), edited.Text);
        Assert.DoesNotContain(Validated.Findings(edited.Text), finding => finding.Severity == ValidationSeverity.Error);
    }

    [Fact]
    public void Edits_of_a_later_document_carry_the_lines_of_the_file()
    {
        string text = Head + "  ingress: [{fromEntities: [host]}]\n---\n" + Head.Replace("name: web", "name: two", StringComparison.Ordinal) + "  ingress: [{fromEntities: [HOST]}]\n";

        Check("F2P004", text, text.Replace("HOST", "host", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("  - toFQDNs: [{matchName: \"*.example.com\", matchPattern: a}]")]
    [InlineData("  - toFQDNs: [{matchName: \"*.exa mple.com\"}]")]
    public void What_is_not_safe_is_not_mended(string item)
    {
        Assert.DoesNotContain(Validated.Findings(Head + "  egress:\n" + item + "\n"), finding => finding.Edit is not null);
    }

    private static void Check(string id, string wrong, string right)
    {
        foreach (string end in new[] { "\n", "\r\n" })
        {
            string text = wrong.Replace("\n", end, StringComparison.Ordinal);
            IReadOnlyList<ValidationFinding> findings = Validated.Findings(text);
            Assert.Contains(findings, finding => finding.Rule.Id == id && finding.Edit is not null);

            EditedText edited = TextEdits.Apply(text, findings.Select(finding => finding.Edit).OfType<TextEdit>());

            Assert.Empty(edited.Refused);
            Assert.Equal(right.Replace("\n", end, StringComparison.Ordinal), edited.Text);
            Assert.DoesNotContain(Validated.Findings(edited.Text), finding => finding.Rule.Id == id);
        }
    }
}
