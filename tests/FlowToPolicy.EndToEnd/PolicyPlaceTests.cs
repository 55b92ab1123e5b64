using System.Text.Json;
using FlowToPolicy.Tests.Cluster;

namespace FlowToPolicy.EndToEnd;

/// <summary>Where <c>verify</c> and <c>diff</c> may take policies from.</summary>
public sealed class PolicyPlaceTests : IDisposable
{
    private const string Flows = "fixtures/worked-example/flows.jsonl";

    private static readonly string AboutApi = """
        {"endpointSelector":{"matchLabels":{"app":"api"}},"ingress":[{"fromEndpoints":[{"matchLabels":{"app":"nobody"}}]}]}
        """.Trim();

    private readonly StandInKubectl _kubectl = SampleObjects.Shop();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _kubectl.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_live_cluster_is_verified_and_only_read()
    {
        _kubectl.Has("ciliumnetworkpolicies.cilium.io", SampleObjects.CiliumPolicy("shop", "api", AboutApi)).Has("networkpolicies.networking.k8s.io").Has("ciliumclusterwidenetworkpolicies.cilium.io");
        Run run = await RunAsync("verify", Flows, "--policies", "cluster", "--context", "prod", "-o", "json");
        Assert.Equal((1, ""), (run.Code, run.Error));
        using JsonDocument document = JsonDocument.Parse(run.Out);
        JsonElement summary = document.RootElement.GetProperty("summary");
        Assert.Equal(("cluster", 1), (summary.GetProperty("policiesFrom").GetString(), summary.GetProperty("policies").GetInt32()));
        Assert.True(summary.GetProperty("wouldBeDenied").GetInt32() > 0);
        Assert.NotEmpty(_kubectl.Calls);
        Assert.All(_kubectl.Calls, call => Assert.Equal(("get", true), (call[0], call.Contains("--context=prod"))));
    }

    [Fact]
    public async Task A_snapshot_gives_the_same_answer_as_the_cluster_that_it_was_taken_of()
    {
        _kubectl.Has("ciliumnetworkpolicies.cilium.io", SampleObjects.CiliumPolicy("shop", "api", AboutApi));
        Assert.Equal(0, (await RunAsync("snapshot", _folder.Path, "-q")).Code);
        Run live = await RunAsync("verify", Flows, "--policies", "cluster", "-o", "csv"), saved = await RunAsync("verify", Flows, "--policies", _folder.Path, "-o", "csv");
        Assert.Equal(live.Code, saved.Code);
        string[] Causes(Run run) => [.. run.Out.Split('\n').Select(line => string.Join(',', line.Split(',').Take(10)))];
        Assert.Equal(Causes(live), Causes(saved));
        Run diff = await RunAsync("diff", Flows, "--existing", "cluster", "--proposed", _folder.Path, "--exit-code");
        Assert.Equal((0, ""), (diff.Code, diff.Error));
        Assert.Contains("No difference in what is let through.", diff.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_cluster_does_not_show_is_told_and_with_strict_refused()
    {
        _kubectl.Forbids("pods").Lacks("ciliumcidrgroups.cilium.io");
        Run run = await RunAsync("diff", Flows, "--existing", "cluster");
        Assert.Equal(0, run.Code);
        Assert.Contains("Not read: not authorised to list pods in all namespaces", run.Error, StringComparison.Ordinal);
        Run strict = await RunAsync("diff", Flows, "--existing", "cluster", "--strict");
        Assert.Equal((3, ""), (strict.Code, strict.Out));
        Assert.Contains("not authorised to list pods", strict.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gap_of_a_snapshot_is_refused_with_strict_too()
    {
        _kubectl.Forbids("pods");
        Assert.Equal(0, (await RunAsync("snapshot", _folder.Path, "-q")).Code);
        Assert.Contains("Not read: ", (await RunAsync("diff", Flows, "--existing", _folder.Path)).Error, StringComparison.Ordinal);
        Run strict = await RunAsync("diff", Flows, "--existing", _folder.Path, "--strict");
        Assert.Equal((3, ""), (strict.Code, strict.Out));
    }

    [Fact]
    public async Task Policies_from_files_are_judged_with_the_ports_and_pods_of_the_cluster_that_is_named()
    {
        string policies = _folder["policies"], snapshot = _folder["snapshot"];
        Directory.CreateDirectory(policies);
        File.WriteAllText(Path.Combine(policies, "web.yaml"), """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: web, namespace: shop}
            spec:
              endpointSelector: {matchLabels: {app: web}}
              egress:
              - toEndpoints: [{}]
                toPorts: [{ports: [{port: http, protocol: TCP}]}]
              - toEndpoints: [{matchLabels: {k8s:io.kubernetes.pod.namespace: kube-system}}]
            """);
        Assert.Equal(0, (await RunAsync("snapshot", snapshot, "-q")).Code);
        int calls = _kubectl.Calls.Count;
        Assert.Equal(2, await UnjudgedAsync("verify", Flows, "--policies", policies));
        Assert.Equal(0, await UnjudgedAsync("verify", Flows, "--policies", policies, "--cluster-state", snapshot));
        Assert.NotEqual(0, await UnjudgedAsync("diff", Flows, "--existing", policies, "--proposed", "fixtures/two-sets/existing"));
        Assert.Equal(0, await UnjudgedAsync("diff", Flows, "--existing", policies, "--proposed", "fixtures/two-sets/existing", "--cluster-state", snapshot, "--only", "breaks"));
        Assert.Equal(calls, _kubectl.Calls.Count);
        Assert.Equal(0, await UnjudgedAsync("verify", Flows, "--policies", policies, "--cluster-state", "cluster"));
        Assert.All(_kubectl.Calls, call => Assert.Equal("get", call[0]));
    }

    [Fact]
    public async Task A_slow_API_server_costs_what_it_does_not_tell_but_never_half_of_the_policies()
    {
        _kubectl.Has("ciliumnetworkpolicies.cilium.io", SampleObjects.CiliumPolicy("shop", "api", AboutApi)).Has("networkpolicies.networking.k8s.io").Has("ciliumclusterwidenetworkpolicies.cilium.io")
            .Does("pods", "exec sleep 300");
        Run partial = await RunAsync("verify", Flows, "--policies", "cluster", "--kubectl-timeout", "2s");
        Assert.Equal(1, partial.Code);
        Assert.Contains("Would be denied: ", partial.Out, StringComparison.Ordinal);
        Assert.Matches("^Not read: .*pods.*\n$", partial.Error);
        _kubectl.Does("ciliumnetworkpolicies.cilium.io", "exec sleep 300");
        Run none = await RunAsync("verify", Flows, "--policies", "cluster", "--kubectl-timeout", "2s");
        Assert.Equal((3, ""), (none.Code, none.Out));
        Assert.Contains("--kubectl-timeout", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_command_works_offline_from_a_snapshot()
    {
        string folder = _folder["snapshot"];
        _kubectl.Has("ciliumnetworkpolicies.cilium.io", SampleObjects.CiliumPolicy("shop", "api", AboutApi)).Has("networkpolicies.networking.k8s.io").Has("ciliumclusterwidenetworkpolicies.cilium.io");
        Assert.Equal(0, (await RunAsync("snapshot", folder, "-q")).Code);
        int calls = _kubectl.Calls.Count;
        foreach ((string arguments, int code) in ((string, int)[])
            [($"verify {Flows} --policies {folder}", 1), ($"diff {Flows} --existing {folder}", 0), ($"explain shop/web shop/api 8080 --policies {folder} --flows {Flows}", 0), ($"explain shop/api --policies {folder}", 0), ($"validate {folder} --cluster-state {folder}", 0), ($"analyze {Flows} --existing {folder}", 0)])
        {
            Run run = await RunAsync(arguments.Split(' '));
            Assert.True(run.Code == code, $"{arguments}: {run.Code} {run.Out} {run.Error}");
        }

        Assert.Equal(calls, _kubectl.Calls.Count);
    }

    [Fact]
    public async Task A_cluster_that_cannot_be_read_is_3()
    {
        _kubectl.Fails("ciliumnetworkpolicies.cilium.io", "error: You must be logged in to the server (Unauthorized)");
        Run run = await RunAsync("verify", Flows, "--policies", "cluster");
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains("You must be logged in", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify - --policies -", "can be read only once")]
    [InlineData("diff - --existing -", "can be read only once")]
    [InlineData("diff --existing - --proposed -", "can be read only once")]
    [InlineData("verify x --policies - --policies -", "can be read only once")]
    [InlineData("verify x", "verify needs --policies")]
    [InlineData("diff x", "diff needs --existing")]
    [InlineData("diff --existing x", "diff needs a PATH with flows")]
    [InlineData("diff x --existing y --fail-on tears", "--fail-on is one of breaks, admits, opens, closes, filters, not 'tears'")]
    [InlineData("diff x --existing y --only breaks,tears", "--only is one of")]
    public async Task A_wrong_command_line_is_2_with_one_line(string arguments, string message)
    {
        Run run = await RunAsync(arguments.Split(' '));
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("verify fixtures/worked-example --policies no-such-folder", "no-such-folder")]
    [InlineData("verify no-such-log --policies fixtures/two-sets/proposed", "no-such-log")]
    [InlineData("diff --existing no-such-folder --proposed fixtures/two-sets/proposed", "no-such-folder")]
    [InlineData("verify fixtures/worked-example --policies fixtures/worked-example/flows.jsonl --strict", "flows.jsonl")]
    public async Task Policies_or_flows_that_cannot_be_read_are_3(string arguments, string message)
    {
        Run run = await RunAsync(arguments.Split(' '));
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private async Task<int> UnjudgedAsync(params string[] arguments)
    {
        Run run = await RunAsync([.. arguments, "-o", "json"]);
        using JsonDocument document = JsonDocument.Parse(run.Out);
        return document.RootElement.GetProperty("summary").GetProperty("unjudged").GetInt32();
    }

    private Task<Run> RunAsync(params string[] arguments) => Flow2Policy.RunAsync(arguments, null, new Dictionary<string, string>
    {
        ["PATH"] = $"{_kubectl.Folder}:{System.Environment.GetEnvironmentVariable("PATH")}",
    });
}
