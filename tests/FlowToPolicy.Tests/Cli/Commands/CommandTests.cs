using System.Text.RegularExpressions;
using FlowToPolicy.Cli;

namespace FlowToPolicy.Tests.Cli.Commands;

public partial class CommandTests
{
    private static readonly string Small = Repository.Fixture("small", "flows.jsonl.gz");

    [Fact]
    public async Task On_a_terminal_the_graph_fits_its_width()
    {
        using var host = new TestHost { IsTerminal = true, Width = 80 };
        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(["graph", Small], host.Host));
        Assert.All(host.Out.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.Contains("│", host.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_is_wiped_and_never_among_the_results()
    {
        using var host = new TestHost { IsTerminal = true };
        await CommandLine.RunAsync(["graph", Small, "-o", "csv"], host.Host);
        Assert.DoesNotContain("flows/s", host.Out, StringComparison.Ordinal);
        Assert.EndsWith("\r", host.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("analyze")]
    [InlineData("propose")]
    [InlineData("graph")]
    public async Task Quiet_says_nothing_beside_the_result(string command)
    {
        using var host = new TestHost { IsTerminal = true };
        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync([command, Small, "-q"], host.Host));
        Assert.Equal("", host.Error);
        Assert.NotEqual("", host.Out);
    }

    [Fact]
    public async Task A_namespace_narrows_the_policies_and_not_what_is_learned()
    {
        using var all = new TestHost();
        using var one = new TestHost();
        await CommandLine.RunAsync(["propose", Small], all.Host);
        await CommandLine.RunAsync(["propose", Small, "-n", "checkout"], one.Host);
        string[] expected = [.. all.Out.Split("---\n").Where(p => p.Contains("namespace: checkout\n  labels", StringComparison.Ordinal))];
        Assert.Equal(4, expected.Length);
        Assert.Equal(string.Concat(expected.Select(p => "---\n" + p)), one.Out);
    }

    [Fact]
    public async Task The_graph_of_a_namespace_holds_the_edges_that_touch_it()
    {
        using var host = new TestHost();
        await CommandLine.RunAsync(["graph", Small, "-n", "monitoring"], host.Host);
        string[] rows = host.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.Equal(5, rows.Length);
        Assert.All(rows, row => Assert.StartsWith("monitoring/prometheus-k8s ", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Isolate_all_leaves_no_direction_open()
    {
        using var host = new TestHost();
        await CommandLine.RunAsync(["propose", Small, "--isolate", "all"], host.Host);
        Assert.Contains("left open: ingress of 0, egress of 0", host.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_names_of_policies_begin_with_the_prefix()
    {
        using var host = new TestHost();
        await CommandLine.RunAsync(["propose", Small, "--name-prefix", "team-a."], host.Host);
        Assert.All(PolicyName().Matches(host.Out), name => Assert.StartsWith("team-a.", name.Groups[1].Value, StringComparison.Ordinal));
        Assert.NotEmpty(PolicyName().Matches(host.Out));
    }

    [Fact]
    public async Task Values_with_commas_and_repeated_options_are_lists()
    {
        using var commas = new TestHost();
        using var repeated = new TestHost();
        await CommandLine.RunAsync(["propose", Small, "-n", "checkout,catalog"], commas.Host);
        await CommandLine.RunAsync(["propose", Small, "-n", "catalog", "-n", "checkout"], repeated.Host);
        Assert.Equal(commas.Out, repeated.Out);
        Assert.Contains("namespace: catalog", commas.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suggested_command_is_quoted_for_the_shell()
    {
        string folder = Directory.CreateTempSubdirectory("f2p it's ").FullName;
        File.Copy(Small, Path.Combine(folder, "a b.gz"));
        using var host = new TestHost();
        await CommandLine.RunAsync(["analyze", Path.Combine(folder, "a b.gz")], host.Host);
        Directory.Delete(folder, recursive: true);
        Assert.Contains(" it'\\''s ", host.Error, StringComparison.Ordinal);
        Assert.Contains("/a b.gz' --output-dir policies", host.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suggested_command_has_the_options_of_the_one_before()
    {
        using var host = new TestHost();
        await CommandLine.RunAsync(["analyze", Small, "--since", "2020-01-01", "-n", "checkout,catalog", "--isolate=all", "--include-denied", "-o", "json"], host.Host);
        Assert.Contains(
            " --since 2020-01-01 --namespace checkout,catalog --isolate all --include-denied --output-dir policies\n", host.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_standard_input_no_command_is_suggested_that_would_wait_for_it()
    {
        using var host = new TestHost { Input = await File.ReadAllBytesAsync(Small) };
        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(["propose", "-"], host.Host));
        Assert.DoesNotContain("propose -", host.Error, StringComparison.Ordinal);
        Assert.Contains("the same flows on standard input", host.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stale_policies_are_not_suggested_for_the_cluster()
    {
        string folder = Directory.CreateTempSubdirectory("f2p-").FullName;
        string[] command = ["propose", Small, "--output-dir", folder];
        using var wide = new TestHost();
        using var stale = new TestHost();
        using var pruned = new TestHost();
        await CommandLine.RunAsync([.. command, "--include-system"], wide.Host);
        await CommandLine.RunAsync(command, stale.Host);
        await CommandLine.RunAsync([.. command, "--prune"], pruned.Host);
        Directory.Delete(folder, recursive: true);
        Assert.Contains("Next: the same command with --prune", stale.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Next: kubectl", stale.Error, StringComparison.Ordinal);
        Assert.Contains("Next: kubectl apply", pruned.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("many-addresses", "flows.jsonl.gz", "world-beyond")]
    [InlineData("small", "flows.jsonl.gz", "names-missing")]
    public async Task Propose_says_what_only_findings_say_elsewhere(string fixture, string file, string remark)
    {
        using var host = new TestHost();
        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(["propose", Repository.Fixture(fixture, file)], host.Host));
        Assert.Matches($"(?m)^ +{remark}: [a-z-]+/.*[0-9]", host.Error);
        using var analyze = new TestHost();
        await CommandLine.RunAsync(["analyze", Repository.Fixture(fixture, file)], analyze.Host);
        Assert.DoesNotContain($"{remark}: ", analyze.Out[analyze.Out.IndexOf("\nProposal", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [GeneratedRegex("(?m)^metadata:\n  name: (.*)$")]
    private static partial Regex PolicyName();
}
