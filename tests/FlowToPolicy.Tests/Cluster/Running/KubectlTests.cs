using System.Text;
using FlowToPolicy.Cluster;
using FlowToPolicy.Cluster.Running;

namespace FlowToPolicy.Tests.Cluster.Running;

public sealed class KubectlTests : IDisposable
{
    private readonly StandInKubectl _kubectl = new();

    public void Dispose() => _kubectl.Dispose();

    [Fact]
    public async Task It_is_told_to_get_and_every_value_stays_with_its_option()
    {
        KubectlSettings settings = _kubectl.Settings with { Kubeconfig = "-f", Context = "--v=9", RequestTimeout = TimeSpan.FromSeconds(7) };
        await TextAsync(settings, new KubectlQuery(ClusterResource.Pods, "-A; touch /tmp/x"));
        string[] call = Assert.Single(_kubectl.Calls);
        Assert.Equal(
            ["get", "pods", "--namespace=-A; touch /tmp/x", "--output=json", "--request-timeout=7000ms", "--kubeconfig=-f", "--context=--v=9"],
            call);
    }

    [Fact]
    public async Task Without_a_namespace_it_asks_for_all_and_cluster_wide_kinds_have_none()
    {
        await TextAsync(_kubectl.Settings, new KubectlQuery(ClusterResource.Services));
        await TextAsync(_kubectl.Settings, new KubectlQuery(ClusterResource.CiliumCidrGroups));
        await TextAsync(_kubectl.Settings, new KubectlQuery(ClusterResource.Namespaces, "shop"));
        Assert.Equal(["get", "services", "--all-namespaces", "--output=json", "--request-timeout=30000ms"], _kubectl.Calls[0]);
        Assert.Equal(["get", "ciliumcidrgroups.cilium.io", "--output=json", "--request-timeout=30000ms"], _kubectl.Calls[1]);
        Assert.Equal(["get", "namespaces", "--field-selector=metadata.name=shop", "--output=json", "--request-timeout=30000ms"], _kubectl.Calls[2]);
    }

    [Fact]
    public async Task A_name_is_looked_for_on_PATH()
    {
        KubectlSettings settings = _kubectl.Settings with { Program = "kubectl", SearchPath = $"relative:/nowhere::{_kubectl.Folder}" };
        Assert.Contains("items", await TextAsync(settings, new KubectlQuery(ClusterResource.Pods)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_kubectl_the_line_says_where_it_was_looked_for_and_what_to_do()
    {
        ClusterException failure = await FailureAsync(_kubectl.Settings with { Program = "kubectl", SearchPath = "/nowhere:/neither" });
        Assert.Equal(ClusterFailure.NoKubectl, failure.Failure);
        Assert.Contains("no kubectl on PATH", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--kubectl", failure.Message, StringComparison.Ordinal);
        Assert.Equal("looked in /nowhere, /neither", Assert.Single(failure.Details));
    }

    [Theory]
    [InlineData("/nowhere/kubectl", "there is no program /nowhere/kubectl")]
    [InlineData("FOLDER/script", "is not executable")]
    [InlineData("", "'' is no program")]
    public async Task A_program_that_cannot_be_run_is_named(string program, string message)
    {
        ClusterException failure = await FailureAsync(_kubectl.Settings with { Program = program.Replace("FOLDER", _kubectl.Folder, StringComparison.Ordinal) });
        Assert.Equal(ClusterFailure.NoKubectl, failure.Failure);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Error from server (Forbidden): pods is forbidden: User \"me\" cannot list resource \"pods\"", ClusterFailure.Forbidden, "not authorised to list pods in all namespaces; ask for the verbs get and list on pods")]
    [InlineData("error: the server doesn't have a resource type \"pods\"", ClusterFailure.NoSuchKind, "no resource type pods")]
    [InlineData("error: You must be logged in to the server (Unauthorized)", ClusterFailure.NotLoggedIn, "log in again")]
    [InlineData("Unable to connect to the server: getting credentials: exec: executable kubelogin not found", ClusterFailure.NotLoggedIn, "log in again")]
    [InlineData("The connection to the server 127.0.0.1:18080 was refused - did you specify the right host or port?", ClusterFailure.Unreachable, "cannot connect")]
    [InlineData("Unable to connect to the server: dial tcp: lookup api on 10.0.0.1:53: no such host", ClusterFailure.Unreachable, "cannot connect")]
    [InlineData("Unable to connect to the server: dial tcp 10.9.9.9:443: i/o timeout", ClusterFailure.Unreachable, "VPN")]
    [InlineData("Unable to connect to the server: net/http: request canceled (Client.Timeout exceeded while awaiting headers)", ClusterFailure.TooSlow, "--request-timeout")]
    [InlineData("Error from server (Timeout): the server was unable to return a response in the time allotted", ClusterFailure.TooSlow, "try again")]
    [InlineData("Error in configuration: context was not found for specified context: nope", ClusterFailure.Configuration, "get-contexts")]
    [InlineData("error: stat /none: no such file or directory", ClusterFailure.Configuration, "--kubeconfig")]
    [InlineData("error: something quite new", ClusterFailure.Other, "said \"error: something quite new\"")]
    public async Task What_it_complains_of_is_understood(string words, ClusterFailure kind, string message)
    {
        // What the real one logs before it comes to the point.
        _kubectl.Fails("pods", $"E1121 19:14:19.468791   17333 memcache.go:265] \"Unhandled Error\" err=\"couldn't get current server API group list\"\nWarning: v1 is old\n{words}");
        ClusterException failure = await FailureAsync(_kubectl.Settings);
        Assert.Equal(kind, failure.Failure);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.DoesNotContain(failure.Details, d => d.Contains("memcache", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_counts_more_than_the_list_that_comes_with_it()
    {
        _kubectl.Does("pods", "cat \"$here/empty\"; echo 'Error from server (Forbidden): no' >&2; exit 1");
        Assert.Equal(ClusterFailure.Forbidden, (await FailureAsync(_kubectl.Settings)).Failure);
    }

    [Fact]
    public async Task Words_beside_a_good_answer_are_no_failure()
    {
        _kubectl.Does("pods", "echo 'Warning: deprecated' >&2; echo answer");
        Assert.Equal("answer\n", await TextAsync(_kubectl.Settings, new KubectlQuery(ClusterResource.Pods)));
    }

    [Fact]
    public async Task Slowness_ends_it_with_all_that_it_started()
    {
        _kubectl.Does("pods", "echo 'To sign in, use a web browser' >&2; sleep 300 & echo $! > \"$here/child\"; wait");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        ClusterException failure = await FailureAsync(_kubectl.Settings with { Timeout = TimeSpan.FromSeconds(2) });
        Assert.Equal(ClusterFailure.TooSlow, failure.Failure);
        Assert.Equal(["To sign in, use a web browser"], failure.Details);
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        await IsGoneAsync(File.ReadAllText(Path.Combine(_kubectl.Folder, "child")).Trim());
    }

    [Fact]
    public async Task Breaking_off_ends_it_too()
    {
        _kubectl.Does("pods", "echo $$ > \"$here/child\"; echo begun; exec sleep 300");
        using var breakOff = new CancellationTokenSource();
        Task<string> reading = new Kubectl(_kubectl.Settings).GetAsync(
            new KubectlQuery(ClusterResource.Pods),
            async (answer, stop) =>
            {
                await answer.ReadExactlyAsync(new byte[6], stop);
                await breakOff.CancelAsync();
                using var reader = new StreamReader(answer);
                return await reader.ReadToEndAsync(CancellationToken.None);
            },
            breakOff.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await IsGoneAsync(File.ReadAllText(Path.Combine(_kubectl.Folder, "child")).Trim());
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        _kubectl.Does("pods", "exec yes");
        ClusterException failure = await FailureAsync(_kubectl.Settings with { MaxAnswer = 1 << 20 });
        Assert.Equal(ClusterFailure.TooLarge, failure.Failure);
        Assert.Contains("larger than 1 MiB", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endless_words_are_bounded()
    {
        _kubectl.Does("pods", "yes 'error: some words' | head -c 10000000 >&2; exit 1");
        ClusterException failure = await FailureAsync(_kubectl.Settings);
        Assert.Equal(ClusterFailure.Other, failure.Failure);
        Assert.InRange(failure.Details.Count, 1, 6);
    }

    private static async Task IsGoneAsync(string process)
    {
        for (int i = 0; i < 100 && IsRunning(process); i++)
        {
            await Task.Delay(50);
        }

        Assert.False(IsRunning(process), $"process {process} still runs");
    }

    // A zombie that nobody has collected yet has ended too.
    private static bool IsRunning(string process) =>
        File.Exists($"/proc/{process}/stat") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);

    private static Task<string> TextAsync(KubectlSettings settings, KubectlQuery query) => new Kubectl(settings).GetAsync(
        query,
        async (answer, stop) =>
        {
            using var reader = new StreamReader(answer, Encoding.UTF8);
            return await reader.ReadToEndAsync(stop);
        },
        CancellationToken.None);

    private static Task<ClusterException> FailureAsync(KubectlSettings settings) =>
        Assert.ThrowsAsync<ClusterException>(() => TextAsync(settings, new KubectlQuery(ClusterResource.Pods)));
}
