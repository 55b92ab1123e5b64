using System.Text.RegularExpressions;
using FlowToPolicy.Flows.Relay;
using FlowToPolicy.Recorder.Diagnosis;
using FlowToPolicy.Recorder.Diagnosis.Relays;
using FlowToPolicy.Tests;

namespace FlowToPolicy.EndToEnd;

/// <summary>What lies in deploy/ fits the command, and docs/recording.md fits both.</summary>
public sealed partial class DeploymentTests
{
    private static readonly string Manifest = Read("deploy/kubernetes/recorder.yaml");
    private static readonly string Unit = Read("deploy/systemd/flow2policy-recorder.service");

    public static TheoryData<string> Commands => [.. (string[])
    [
        string.Join(' ', Argument().Matches(Manifest).Select(m => m.Groups[1].Value)),
        Start().Match(Unit).Groups[1].Value.Replace("${STATE_DIRECTORY}", "/var/lib/flow2policy", StringComparison.Ordinal),
    ]];

    [Fact]
    public async Task The_network_policy_of_the_recorder_is_valid_without_a_finding()
    {
        Run run = await Flow2Policy.RunAsync(["validate", "deploy/kubernetes/networkpolicy.yaml"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.StartsWith("1 document: 0 errors, 0 warnings, 0 infos.", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_manifests_can_be_read_and_the_one_policy_among_them_is_valid()
    {
        Run run = await Flow2Policy.RunAsync(["validate", "deploy/kubernetes"]);
        Assert.Equal(0, run.Code);
        Assert.StartsWith("1 document: 0 errors, 0 warnings, 0 infos.", run.Out, StringComparison.Ordinal);
        Assert.Contains("Skipped, because no network policies: 1 Deployment, 1 Namespace, 1 PersistentVolumeClaim, 1 ServiceAccount", run.Out + run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_flags_are_ones_that_the_command_knows(string command)
    {
        Assert.StartsWith("observe --follow --store", command, StringComparison.Ordinal);
        Assert.Contains("--metrics", command, StringComparison.Ordinal);

        // The command line is read before the file that is missing.
        Run run = await Flow2Policy.RunAsync([.. command.Split(' '), "--config", "/nowhere/hubble.yaml"]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.StartsWith("flow2policy: hubble's configuration file /nowhere/hubble.yaml cannot be read", run.Error, StringComparison.Ordinal);

        Run misspelt = await Flow2Policy.RunAsync([.. command.Split(' '), "--metric", "1", "--config", "/nowhere/hubble.yaml"]);
        Assert.Contains("there is no command or option '--metric'", misspelt.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deploy/kubernetes/recorder.yaml")]
    [InlineData("deploy/systemd/recorder.env")]
    public void The_variables_are_those_of_hubble(string file)
    {
        string[] known = [.. HubbleSettings.Names.Select(n => "HUBBLE_" + n.Replace('-', '_').ToUpperInvariant())];
        string[] used = [.. Variable().Matches(Read(file)).Select(m => m.Value).Distinct()];
        Assert.NotEmpty(used);
        Assert.Subset(known.ToHashSet(), used.ToHashSet());
    }

    [Fact]
    public void The_pod_serves_metrics_where_they_are_asked_for()
    {
        Assert.Contains("- --metrics=0.0.0.0:9464", Manifest, StringComparison.Ordinal);
        Assert.Contains("containerPort: 9464", Manifest, StringComparison.Ordinal);
        Assert.Contains("port: \"9464\"", Read("deploy/kubernetes/networkpolicy.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_check_of_the_doctor_is_in_the_table()
    {
        string page = Read("docs/recording.md");
        string[] rows = [.. page[page.IndexOf("| Check |", StringComparison.Ordinal)..].Split('\n').Select(r => r.Split('|')).Where(c => c.Length > 2).Select(c => c[1])];
        string[] names = [.. RelayChecks.All.Select(c => c.Name).Concat(FlowChecks.All.Select(c => c.Name)).Concat(["store", "disk"]).Distinct()];
        Assert.All(names, name => Assert.Single(rows, r => r.Contains($"`{name}`", StringComparison.Ordinal)));
        Assert.Equal(names.Length, rows.Sum(r => r.Count(c => c == '`')) / 2);
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    [GeneratedRegex("(?m)^            - (observe|--[^ \r\n]+)")]
    private static partial Regex Argument();

    [GeneratedRegex("(?m)^ExecStart=[^ ]+ ([^\r\n]+)")]
    private static partial Regex Start();

    [GeneratedRegex("HUBBLE_[A-Z_]+")]
    private static partial Regex Variable();
}
