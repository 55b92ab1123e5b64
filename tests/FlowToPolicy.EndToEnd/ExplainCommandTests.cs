using System.Text.Json;

namespace FlowToPolicy.EndToEnd;

public sealed class ExplainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("admitted", "checkout/worker checkout/db 5432")]
    [InlineData("denied", "monitoring/prometheus-k8s catalog/db 5432")]
    [InlineData("all-ports", "checkout/web checkout/db")]
    [InlineData("name", "checkout/web registry-1.docker.io 443")]
    [InlineData("address", "checkout/web 93.79.28.19 443")]
    [InlineData("world", "entity:world checkout/worker 3389")]
    [InlineData("policy", "checkout/f2p-web")]
    public async Task An_explanation_is_as_agreed(string name, string words)
    {
        Run run = await ExplainAsync(words.Split(' '));
        Assert.Equal((0, ""), (run.Code, run.Error));
        Golden.Check($"explain-{name}.txt", Shown(run.Out));
    }

    [Theory]
    [InlineData("markdown", "checkout/worker checkout/db 5432", "explain-admitted.md")]
    [InlineData("json", "checkout/worker checkout/db 5432", "explain-admitted.json")]
    [InlineData("markdown", "checkout/f2p-web", "explain-policy.md")]
    [InlineData("json", "checkout/f2p-web", "explain-policy.json")]
    public async Task Every_format_is_as_agreed(string format, string words, string golden)
    {
        Run run = await ExplainAsync([.. words.Split(' '), "-o", format]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Golden.Check(golden, Shown(run.Out));
        if (format == "json")
        {
            using JsonDocument document = JsonDocument.Parse(run.Bytes);
            Assert.Equal(["apiVersion", "kind", "summary"], document.RootElement.EnumerateObject().Take(3).Select(p => p.Name));
        }
    }

    [Theory]
    [InlineData(3, "did you mean checkout/db, checkout/web?", "checkout/wbe checkout/db 80")]
    [InlineData(3, "did you mean entity:world", "checkout/web world 80")]
    [InlineData(3, "several policies have this name: cnp/catalog/f2p-web", "f2p-web")]
    [InlineData(3, "no such policy among 10; did you mean ", "checkout/f2p-wbe")]
    [InlineData(2, "PORT is 8080, 53/UDP", "checkout/web checkout/db 99999")]
    [InlineData(2, "explain needs two ends", "checkout/web checkout/db 80 90")]
    public async Task What_is_mistyped_is_told_in_one_line(int code, string message, string words)
    {
        Run run = await ExplainAsync(words.Split(' '));
        Assert.Equal((code, ""), (run.Code, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Without_a_place_for_policies_it_says_what_it_needs()
    {
        Run run = await Flow2Policy.RunAsync(["explain", "a/b", "c/d"]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains("explain needs --policies", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("markdown")]
    public async Task Hostile_names_reach_no_terminal(string format)
    {
        string file = _folder["evil\u001b[31m|`x`<b>.yaml"];
        File.WriteAllText(file, """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: plain, namespace: checkout}
            spec:
              endpointSelector: {matchLabels: {app: web}}
              ingress:
              - fromEndpoints: [{matchLabels: {app: db}}]
            """);
        Run policy = await Flow2Policy.RunAsync(["explain", "checkout/plain", "--policies", file, "--flows", RecordedLog.Path, "-o", format, "-q"]);
        Run ends = await Flow2Policy.RunAsync(["explain", "checkout/db", "checkout/web", "8080", "--policies", file, "--flows", RecordedLog.Path, "-o", format, "-q"]);
        Run mistyped = await Flow2Policy.RunAsync(["explain", "checkout/\u001b[2Jx", "a\u202eb.example", "--policies", file, "--flows", RecordedLog.Path, "-o", format, "-q"]);
        Assert.Equal((0, 0, 3), (policy.Code, ends.Code, mistyped.Code));
        foreach (string text in new[] { policy, ends, mistyped }.SelectMany(run => new[] { run.Out, run.Error }))
        {
            Assert.DoesNotContain('\u001b', text);
            Assert.DoesNotContain('\u202e', text);
        }

        if (format == "markdown")
        {
            Assert.DoesNotContain("<b>", policy.Out, StringComparison.Ordinal);
        }
    }

    private async Task<Run> ExplainAsync(params string[] words)
    {
        string policies = _folder["policies"];
        if (!Directory.Exists(policies))
        {
            Assert.Equal(0, (await Flow2Policy.RunAsync(["propose", RecordedLog.Path, "--output-dir", policies, "-q"])).Code);
        }

        return await Flow2Policy.RunAsync(["explain", .. words, "--policies", policies, "--flows", RecordedLog.Path]);
    }

    private string Shown(string text) => text.Replace(_folder["policies"], "POLICIES", StringComparison.Ordinal);
}
