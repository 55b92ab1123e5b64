using FlowToPolicy.Policies.Validation;

namespace FlowToPolicy.Tests.Policies.Validation.Rules;

public sealed class SuppressionTests
{
    [Theory]
    [InlineData("# f2p:ignore F2P303 because ours", "", "", "")]
    [InlineData("", "# f2p:ignore F2P303 because ours", "", "")]
    [InlineData("", "", "# f2p:ignore F2P303 because ours", "")]
    [InlineData("", "", "", "# f2p:ignore F2P303 because ours")]
    [InlineData("", "# f2p:ignore F2P303, F2P305 because ours", "", "")]
    [InlineData("", "# seen on 3 days\n  # f2p:ignore F2P303 because ours\n  # approved", "", "")]
    public void A_comment_with_a_reason_suppresses_what_stands_beside_or_below_it(string head, string aboveItem, string aboveField, string inline)
    {
        ValidationFinding finding = Assert.Single(Validated.Findings(Text(head, aboveItem, aboveField, inline)), finding => finding.Rule.Id == "F2P303");

        Assert.Equal("ours", finding.SuppressedBecause);
    }

    [Theory]
    [InlineData("# f2p:ignore F2P303 because ours\n\n  ", "a blank line lies between")]
    [InlineData("# f2p:ignore F2P304 because ours\n  ", "another rule is named")]
    [InlineData("# f2p:ignore F2P303\n  ", "there is no reason")]
    [InlineData("# f2p:ignored F2P303 because ours\n  ", "the word is another")]
    [InlineData("# see f2p:ignore F2P303 because ours\n  ", "the comment begins with something else")]
    public void Other_comments_suppress_nothing(string comment, string why)
    {
        string text = Text("", "", "", "").Replace("  - fromEndpoints", $"  {comment}- fromEndpoints", StringComparison.Ordinal);

        Assert.True(Assert.Single(Validated.Findings(text), finding => finding.Rule.Id == "F2P303").SuppressedBecause is null, why);
    }

    [Theory]
    [InlineData("description: \"x # f2p:ignore F2P303 because ours\"")]
    [InlineData("description: |\n    # f2p:ignore F2P303 because ours\n    text")]
    [InlineData("description: >-\n    text\n    # f2p:ignore F2P303 because ours")]
    [InlineData("description: a#f2p:ignore F2P303 because ours")]
    [InlineData("description: 'it''s\n    # f2p:ignore F2P303 because ours'")]
    public void Text_inside_a_value_is_no_comment(string description)
    {
        string text = Text("", "", "", "").Replace("  ingress:", $"  {description}\n  ingress:", StringComparison.Ordinal);
        IReadOnlyList<ValidationFinding> findings = Validated.Findings(text);

        Assert.Equal(["F2P303"], findings.Select(finding => finding.Rule.Id));
        Assert.Null(findings[0].SuppressedBecause);
    }

    [Fact]
    public void What_a_gate_refuses_cannot_be_suppressed()
    {
        string text = Text("# f2p:ignore F2P001 because we are sure", "", "", "").Replace("cilium.io/v2", "cilium.io/v1", StringComparison.Ordinal);

        Assert.Contains("F2P001", Validated.Ids(text));
        Assert.Contains("F2P501", Validated.Ids(text));
    }

    [Fact]
    public void A_comment_speaks_about_its_own_item_only()
    {
        string text = Text("", "# f2p:ignore F2P303 because ours", "", "") + "  - fromEndpoints: [{}]\n    toPorts: [{ports: [{port: \"80\", protocol: TCP}]}]\n";

        Assert.Equal(["ours", null], Validated.Findings(text).Where(finding => finding.Rule.Id == "F2P303").Select(finding => finding.SuppressedBecause));
    }

    [Fact]
    public void A_comment_at_the_head_speaks_about_its_own_document_only()
    {
        string text = Text("# f2p:ignore F2P303 because ours", "", "", "") + "---\n" + Text("", "", "", "").Replace("name: web", "name: two", StringComparison.Ordinal);

        Assert.Equal(["ours", null], Validated.Findings(text).Where(finding => finding.Rule.Id == "F2P303").Select(finding => finding.SuppressedBecause));
    }

    [Fact]
    public void A_comment_for_a_rule_that_does_not_hold_at_this_version_is_not_called_idle()
    {
        string text = Text("# f2p:ignore F2P303 because ours\n# f2p:ignore F2P331 because it is old", "", "", "");

        Assert.Empty(Validated.Open(text));
    }

    [Fact]
    public void Comments_in_a_list_speak_about_their_own_item()
    {
        const string Item = "metadata: {name: NAME, namespace: shop}\n  spec: {endpointSelector: {matchLabels: {app: web}}, ingress: [{fromEndpoints: [{}]}]}\n";
        string text = "apiVersion: v1\nkind: List\nitems:\n"
            + "# f2p:ignore F2P303 because ours\n- apiVersion: cilium.io/v2\n  kind: CiliumNetworkPolicy\n  " + Item.Replace("NAME", "one", StringComparison.Ordinal)
            + "- apiVersion: cilium.io/v2\n  kind: CiliumNetworkPolicy\n  " + Item.Replace("NAME", "two", StringComparison.Ordinal);

        Assert.Equal(["ours", null], Validated.Findings(text).Select(finding => finding.SuppressedBecause));
    }

    [Fact]
    public void Json_has_no_comments()
    {
        const string Text = "{\n\t\"apiVersion\": \"cilium.io/v2\", \"kind\": \"CiliumNetworkPolicy\", \"metadata\": {\"name\": \"web\"},\n"
            + "\t\"spec\": {\"description\": \"# f2p:ignore F2P303 because ours\", \"endpointSelector\": {}, \"ingress\": [{\"fromEndpoints\": [{}]}]}\n}\n";

        Assert.Null(Assert.Single(Validated.Findings(Text)).SuppressedBecause);
    }

    [Fact]
    public void Lines_that_end_as_on_windows_change_nothing()
    {
        string text = Text("", "# f2p:ignore F2P303 because ours", "", "").Replace("\n", "\r\n", StringComparison.Ordinal);

        Assert.Equal("ours", Assert.Single(Validated.Findings(text)).SuppressedBecause);
    }

    private static string Text(string head, string aboveItem, string aboveField, string inline) => $$"""
        {{head}}
        apiVersion: cilium.io/v2
        kind: CiliumNetworkPolicy
        metadata: {name: web, namespace: shop}
        spec:
          endpointSelector: {matchLabels: { app: web } }
          ingress:
          {{aboveItem}}
          - fromEndpoints:
            {{aboveField}}
            - {} {{inline}}
        """.Replace("\n  \n", "\n", StringComparison.Ordinal).Replace("\n    \n", "\n", StringComparison.Ordinal).TrimStart('\n') + "\n";
}
