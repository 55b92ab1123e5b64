using System.Text;
using System.Text.Json;
using FlowToPolicy.Tests;
using FlowToPolicy.Tests.Flows.Relay;

namespace FlowToPolicy.EndToEnd;

public sealed class ValidateTests
{
    private const string Good = """
        apiVersion: cilium.io/v2
        kind: CiliumNetworkPolicy
        metadata: {name: web, namespace: shop}
        spec:
          endpointSelector: {matchLabels: {app: web}}
          ingress:
          - fromEndpoints: [{matchLabels: {app: gateway}}]
            toPorts: [{ports: [{port: "8080", protocol: TCP}]}]
        """;

    [Theory]
    [InlineData("text", "txt")]
    [InlineData("json", "json")]
    [InlineData("sarif", "sarif")]
    [InlineData("github", "github.txt")]
    public async Task The_mistakes_are_told_in_every_format(string format, string extension)
    {
        Run run = await Flow2Policy.RunAsync(["validate", "fixtures/mistakes", "-o", format]);
        Assert.Equal(1, run.Code);
        Golden.Check($"validate-mistakes.{extension}", run.Out);
    }

    [Fact]
    public async Task The_sarif_document_points_to_its_rules_and_to_relative_files()
    {
        Run run = await Flow2Policy.RunAsync(["validate", "fixtures/mistakes", "-o", "sarif"]);
        using JsonDocument document = JsonDocument.Parse(run.Out);
        JsonElement only = document.RootElement.GetProperty("runs")[0];
        JsonElement rules = only.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        Assert.NotEmpty(only.GetProperty("results").EnumerateArray());
        Assert.All(only.GetProperty("results").EnumerateArray(), result =>
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            JsonElement place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
            Assert.Equal("fixtures/mistakes/web.yaml", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
            Assert.True(place.GetProperty("region").GetProperty("startLine").GetInt32() > 0);
        });
    }

    [Fact]
    public async Task What_is_mended_keeps_comments_order_and_line_ends_and_only_the_rest_is_told()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "web.yaml");
        string before = File.ReadAllText(Repository.Fixture("mistakes", "web.yaml")).ReplaceLineEndings("\r\n");
        File.WriteAllText(file, before);
        Run run = await Flow2Policy.RunAsync(["validate", file, "--fix"]);
        Assert.Equal(1, run.Code);
        Assert.Contains("2 places mended", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("F2P002", run.Out, StringComparison.Ordinal);
        Assert.Contains("F2P007", run.Out, StringComparison.Ordinal);
        Assert.Equal(before.Replace("port: 8080", "port: \"8080\"", StringComparison.Ordinal).Replace("protocol: tcp", "protocol: TCP", StringComparison.Ordinal), File.ReadAllText(file));
        Run again = await Flow2Policy.RunAsync(["validate", file, "--fix"]);
        Assert.DoesNotContain("mended", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Good_policies_pass_on_standard_input_and_other_kinds_are_counted()
    {
        Run run = await Flow2Policy.RunAsync(["validate", "-"], Encoding.UTF8.GetBytes(Good + "\n---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\n"));
        Assert.Equal((0, "1 document: 0 errors, 0 warnings, 0 infos. Validated for Cilium 1.18 (assumed), platform oss.\nSkipped, because no network policies: 1 Service\n"), (run.Code, run.Out));
    }

    [Fact]
    public async Task Warnings_fail_only_where_they_are_asked_to()
    {
        byte[] warned = Encoding.UTF8.GetBytes(Good.Replace("ingress:", "ingress:\n  - {}", StringComparison.Ordinal));
        Assert.Equal(0, (await Flow2Policy.RunAsync(["validate", "-"], warned)).Code);
        Assert.Equal(1, (await Flow2Policy.RunAsync(["validate", "-", "--fail-on", "warning"], warned)).Code);
    }

    [Theory]
    [InlineData("1.15", 1)]
    [InlineData("1.16", 0)]
    public async Task The_version_decides_what_is_accepted(string version, int code)
    {
        byte[] policy = Encoding.UTF8.GetBytes(Good + "\n  enableDefaultDeny: {ingress: true}\n");
        Assert.Equal(code, (await Flow2Policy.RunAsync(["validate", "-", "--cilium-version", version], policy)).Code);
    }

    [Fact]
    public async Task A_relay_that_is_named_says_the_version_and_one_in_the_environment_is_not_asked()
    {
        await using RelayServer server = await RelayServer.StartAsync(HubbleMessages.Flows(1));
        Run asked = await Flow2Policy.RunAsync(["validate", "-", "--server", server.Target], Encoding.UTF8.GetBytes(Good));
        Assert.Contains("Cilium 1.19 (named by the relay)", asked.Out, StringComparison.Ordinal);
        Run quiet = await Flow2Policy.RunAsync(["validate", "-"], Encoding.UTF8.GetBytes(Good), new Dictionary<string, string> { ["HUBBLE_SERVER"] = server.Target });
        Assert.Contains("Cilium 1.18 (assumed)", quiet.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_documents_hide_no_others_and_are_errors_themselves()
    {
        Run run = await Flow2Policy.RunAsync(["validate", "-"], Encoding.UTF8.GetBytes($"a: [\n---\n{Good.Replace("\"8080\"", "8080", StringComparison.Ordinal)}\n"));
        Assert.Equal(1, run.Code);
        Assert.Contains("F2P027", run.Out, StringComparison.Ordinal);
        Assert.Contains("F2P002", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no such file", "validate", "/no/such/folder")]
    [InlineData("no policy in -, only 1 Service", "validate", "-")]
    public async Task Where_there_is_nothing_to_validate_the_input_has_failed(string message, params string[] arguments)
    {
        Run run = await Flow2Policy.RunAsync(arguments, "apiVersion: v1\nkind: Service\n"u8.ToArray());
        Assert.Equal(3, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("validate", "x.yaml", "--cilium-version", "1.2")]
    [InlineData("validate", "x.yaml", "--platform", "moon")]
    [InlineData("validate", "-", "--fix")]
    public async Task A_wrong_command_line_is_told(params string[] arguments) => Assert.Equal(2, (await Flow2Policy.RunAsync(arguments, "kind: x\n"u8.ToArray())).Code);

    [Fact]
    public async Task Names_from_policies_bring_no_escapes_into_any_output()
    {
        byte[] hostile = Encoding.UTF8.GetBytes(Good.Replace("name: web", "name: \"\\e[31mweb\\n::error::x\"", StringComparison.Ordinal).Replace("app: gateway", "\"a%0A\\e]0;x\\a\": [1]", StringComparison.Ordinal));
        foreach (string format in (string[])["text", "json", "sarif", "github"])
        {
            Run run = await Flow2Policy.RunAsync(["validate", "-", "-o", format], hostile);
            Assert.Equal(1, run.Code);
            Assert.DoesNotContain('\u001b', run.Out + run.Error);
            Assert.DoesNotContain("\n::error::x", run.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_we_propose_passes_with_the_flows_that_it_was_made_of()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, (await Flow2Policy.RunAsync(["propose", "fixtures/small/flows.jsonl.gz", "--output-dir", folder.Path])).Code);
        Run run = await Flow2Policy.RunAsync(["validate", folder.Path, "--flows", "fixtures/small/flows.jsonl.gz", "--fail-on", "warning"]);
        Assert.Equal(0, run.Code);
        Assert.Contains("suppressed by comments", run.Out, StringComparison.Ordinal);
    }
}
