using System.Text.Json;
using FlowToPolicy.Tests.Cluster;

namespace FlowToPolicy.EndToEnd;

/// <summary><c>explain</c> with the live cluster and with what a snapshot says of it, for every way to name an end and a port.</summary>
public sealed class ExplainPlacesTests : IDisposable
{
    private const string AboutWeb = """
        {"endpointSelector":{"matchLabels":{"app":"web"}},
        "ingress":[{"fromEndpoints":[{"matchLabels":{"app":"front"}}],"toPorts":[{"ports":[{"port":"http","protocol":"TCP"}]}]}],
        "egress":[{"toFQDNs":[{"matchName":"api.example.com"}],"toPorts":[{"ports":[{"port":"443","protocol":"TCP"}]}]},
        {"toCIDR":["203.0.113.0/24"],"icmps":[{"fields":[{"family":"IPv4","type":8}]}]}]}
        """;

    private readonly StandInKubectl _kubectl = SampleObjects.Shop()
        .Has("ciliumnetworkpolicies.cilium.io", SampleObjects.CiliumPolicy("shop", "web", AboutWeb))
        .Has("ciliumclusterwidenetworkpolicies.cilium.io")
        .Has("networkpolicies.networking.k8s.io")
        .Has("pods", SampleObjects.Pod("shop", "web"), Other(SampleObjects.Pod("shop", "front")), Other(SampleObjects.Pod("pay", "api"), 9));

    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _kubectl.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("shop/front shop/web 8080", "let through", "shop/web spec.ingress[0]")]
    [InlineData("shop/front-7d4b9c6f5-x2x4z shop/web-7d4b9c6f5-x2x4z 8080/TCP", "let through", "shop/web spec.ingress[0]")]
    [InlineData("10.0.1.8 10.0.1.7 8080", "let through", "shop/web spec.ingress[0]")]
    [InlineData("pay/api shop/web 8080", "denied", "no-rule-for-peer")]
    [InlineData("shop/front shop/web 9090", "denied", "named-port")]
    [InlineData("entity:world shop/web 8080", "denied", "no-rule-for-peer")]
    [InlineData("entity:host shop/web 8080", "let through", "a pod's own node always gets in")]
    [InlineData("shop/web api.example.com 443", "let through", "shop/web spec.egress[0]")]
    [InlineData("shop/web www.example.com 443", "denied", "(name)")]
    [InlineData("shop/web 203.0.113.7 icmp/8", "let through", "shop/web spec.egress[1]")]
    [InlineData("shop/web 198.51.100.7 53/UDP", "denied", "closed by shop/web spec.egress")]
    public async Task Every_way_to_name_an_end_works_live_from_a_snapshot_and_beside_policies_in_files(string words, string verdict, string why)
    {
        string files = _folder["files"], snapshot = _folder["snapshot"];
        Run live = await RunAsync(["explain", .. words.Split(' '), "--policies", "cluster"]);
        Assert.Equal((0, ""), (live.Code, live.Error));
        Assert.Matches($@"(?m)^\S.* -> .*: {verdict}$", live.Out);
        Assert.Contains(why, live.Out, StringComparison.Ordinal);
        Assert.All(_kubectl.Calls, call => Assert.Equal("get", call[0]));
        Assert.DoesNotContain(_kubectl.Calls, call => call.Any(argument => argument.Contains("secret", StringComparison.OrdinalIgnoreCase)));

        Assert.Equal(0, (await RunAsync(["snapshot", snapshot, "-q"])).Code);
        Directory.CreateDirectory(files);
        File.Copy(Path.Combine(snapshot, "shop", "web.cnp.yaml"), Path.Combine(files, "web.yaml"));
        int calls = _kubectl.Calls.Count;
        Run saved = await RunAsync(["explain", .. words.Split(' '), "--policies", snapshot]);
        Run beside = await RunAsync(["explain", .. words.Split(' '), "--policies", files, "--cluster-state", snapshot]);
        string Plain(Run run) => run.Out.Replace("cluster:CiliumNetworkPolicy/shop/web", "FILE", StringComparison.Ordinal)
            .Replace(Path.Combine(snapshot, "shop", "web.cnp.yaml"), "FILE", StringComparison.Ordinal).Replace(Path.Combine(files, "web.yaml"), "FILE", StringComparison.Ordinal)
            .Replace("from cluster", "from PLACE", StringComparison.Ordinal).Replace($"from {snapshot}", "from PLACE", StringComparison.Ordinal).Replace($"from {files}", "from PLACE", StringComparison.Ordinal);
        Assert.Equal((0, ""), (saved.Code, saved.Error));
        Assert.Equal(Plain(live), Plain(saved));
        Assert.Equal(Plain(live), Plain(beside));
        Assert.Equal(calls, _kubectl.Calls.Count);
    }

    [Theory]
    [InlineData("pay/api shop/web 8080", "opening", "ingress")]
    [InlineData("shop/front shop/web 8080", "closing", null)]
    [InlineData("entity:host shop/web 8080", "closing", null)]
    public async Task The_change_that_is_told_does_what_it_is_told_for(string words, string change, string? side)
    {
        using JsonDocument document = JsonDocument.Parse((await RunAsync(["explain", .. words.Split(' '), "--policies", "cluster", "-o", "json"])).Out);
        JsonElement answer = document.RootElement.GetProperty("answers")[0];
        string yaml = (side is null ? answer : answer.GetProperty(side)).GetProperty(change).GetProperty("yaml").GetString()!;
        JsonElement list = JsonDocument.Parse(AboutWeb).RootElement;
        string item = string.Join('\n', yaml.TrimEnd('\n').Split('\n').Select(line => "  " + line));
        string ingress = change == "opening" ? $"ingress:\n{item}" : words.StartsWith("entity", StringComparison.Ordinal) ? $"ingressDeny:\n{item}" : "ingress: [{}]";
        Assert.Equal(JsonValueKind.Object, list.ValueKind);
        string file = _folder["changed.yaml"];
        File.WriteAllText(file, $"apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {{name: web, namespace: shop}}\nspec:\n  endpointSelector: {{matchLabels: {{app: web}}}}\n  {ingress}\n");
        Assert.Equal(0, (await RunAsync(["snapshot", _folder["snapshot"], "-q"])).Code);
        Run after = await RunAsync(["explain", .. words.Split(' '), "--policies", file, "--cluster-state", _folder["snapshot"]]);
        Assert.Equal((0, ""), (after.Code, after.Error));
        Assert.Contains(change == "opening" ? "8080: let through" : "8080: denied", after.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_of_the_cluster_says_whom_it_selects_and_that_uses_need_flows()
    {
        Run run = await RunAsync(["explain", "shop/web", "--policies", "cluster"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("Selects   1 workload: shop/web", run.Out, StringComparison.Ordinal);
        Assert.Contains("not known without flows (--flows)", run.Out, StringComparison.Ordinal);
        Run json = await RunAsync(["explain", "cnp/shop/web", "--policies", "cluster", "-o", "json"]);
        using JsonDocument document = JsonDocument.Parse(json.Out);
        Assert.Equal("shop/web", document.RootElement.GetProperty("selects")[0].GetString());
    }

    [Fact]
    public async Task Pods_that_may_not_be_read_are_told_and_names_then_need_flows()
    {
        _kubectl.Forbids("pods");
        Run run = await RunAsync(["explain", "shop/front", "shop/web", "8080", "--policies", "cluster"]);
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains("Not read: not authorised to list pods in all namespaces", run.Error, StringComparison.Ordinal);
        Assert.Contains("SRC 'shop/front': no workload is known; give --flows", run.Error, StringComparison.Ordinal);
        Run entity = await RunAsync(["explain", "shop/web", "--policies", "cluster"]);
        Assert.Equal(0, entity.Code);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("markdown")]
    public async Task Hostile_names_of_the_cluster_reach_neither_terminal_nor_YAML(string format)
    {
        const string evil = "x\u001b[2J\u202e\n  - {}\n|`<b>";
        _kubectl.Has("ciliumnetworkpolicies.cilium.io", SampleObjects.CiliumPolicy("shop", evil, AboutWeb))
            .Has("ciliumclusterwidenetworkpolicies.cilium.io", SampleObjects.ClusterwidePolicy("guard").Replace("\"egress\":", "\"description\":" + SampleObjects.Json(evil) + ",\"egress\":", StringComparison.Ordinal))
            .Has("pods", SampleObjects.Pod("shop", "web"), SampleObjects.Pod("pay", "api").Replace("\"app\":\"api\"", "\"app\":" + SampleObjects.Json(evil), StringComparison.Ordinal).Replace("10.0.1.7", "10.0.1.9", StringComparison.Ordinal));
        Run ends = await RunAsync(["explain", "pay/api", "shop/web", "8080", "--policies", "cluster", "-o", format]);
        Run policy = await RunAsync(["explain", "guard", "--policies", "cluster", "-o", format]);
        Run refused = await RunAsync(["explain", "shop/" + evil, "--policies", "cluster", "-o", format]);
        Run missing = await RunAsync(["explain", "shop/nobody" + evil, "--policies", "cluster", "-o", format]);
        Assert.Equal((0, 0, 3, 3), (ends.Code, policy.Code, refused.Code, missing.Code));
        foreach (string text in new[] { ends, policy, refused, missing }.SelectMany(run => new[] { run.Out, run.Error }))
        {
            Assert.DoesNotContain('\u001b', text);
            Assert.DoesNotContain('\u202e', text);
            Assert.DoesNotMatch(@"(?m)^\s*- \{\}\s*$", text);
        }

        if (format == "markdown")
        {
            Assert.DoesNotContain("<b>", ends.Out + policy.Out, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--cluster-state", "no-such-folder", 3, "no-such-folder")]
    [InlineData("--cluster-state", "fixtures/two-sets/existing", 3, "holds no inventory.json; 'flow2policy snapshot' writes one")]
    [InlineData("--cluster-state", "-x", 2, "-x")]
    public async Task A_state_that_is_no_snapshot_is_refused(string option, string place, int code, string message)
    {
        Run run = await RunAsync(["explain", "shop/front", "shop/web", "80", "--policies", "fixtures/two-sets/existing", option, place]);
        Assert.Equal((code, ""), (run.Code, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    // Every pod of the samples has one address.
    private static string Other(string pod, int last = 8) =>
        pod.Replace("10.0.1.7", $"10.0.1.{last}", StringComparison.Ordinal).Replace("fd00::7", $"fd00::{last}", StringComparison.Ordinal);

    private Task<Run> RunAsync(string[] arguments) => Flow2Policy.RunAsync(arguments, null, new Dictionary<string, string>
    {
        ["PATH"] = $"{_kubectl.Folder}:{Environment.GetEnvironmentVariable("PATH")}",
    });
}
