using System.Text.RegularExpressions;
using FlowToPolicy.Tests;
using FlowToPolicy.Tests.Cluster;

namespace FlowToPolicy.EndToEnd;

public partial class DocumentTests
{
    [Theory]
    [InlineData("README.md", 2)]
    [InlineData("docs/how-a-flow-becomes-a-rule.md", 2)]
    [InlineData("docs/verify-and-diff.md", 2)]
    [InlineData("docs/explain.md", 3)]
    [InlineData("docs/snapshot.md", 1)]
    public async Task Every_example_in_the_documents_gives_the_output_below_it(string document, int examples)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, document));
        Match[] found = Example().Matches(text).ToArray();
        Assert.Equal(examples, found.Length);
        string updated = text;
        foreach (Match example in found)
        {
            string[] arguments = example.Groups["arguments"].Value.Split(' ');
            Run run = arguments[0] == "snapshot" ? await SnapshotAsync(arguments) : await Flow2Policy.RunAsync(arguments);
            Assert.True(run.Code is 0 or 1, run.Error);
            updated = updated.Replace(example.Value, $"```console\n$ {example.Groups["program"].Value}{example.Groups["arguments"].Value}\n{run.Out}```", StringComparison.Ordinal);
        }

        if (updated != text && Environment.GetEnvironmentVariable("F2P_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Path.Combine(Repository.Root, document), updated);
        }

        Assert.Equal(updated, text);
    }

    [Fact]
    public void The_README_is_where_CI_finds_the_test_command() =>
        Assert.Single(Regex.Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md")), "(?m)^dotnet test( |$)"));

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/how-a-flow-becomes-a-rule.md")]
    [InlineData("docs/policies-in-git.md")]
    [InlineData("docs/recording.md")]
    [InlineData("docs/store-format.md")]
    [InlineData("docs/verify-and-diff.md")]
    [InlineData("docs/explain.md")]
    [InlineData("docs/snapshot.md")]
    [InlineData("docs/validation-rules.md")]
    public void Links_inside_the_repository_lead_somewhere(string document)
    {
        string path = Path.Combine(Repository.Root, document);
        foreach (Match link in Regex.Matches(File.ReadAllText(path), @"\]\((?!https?:)(?<to>[^)#]+)\)"))
        {
            Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, link.Groups["to"].Value)), link.Value);
        }
    }

    // A cluster is stood in for, and the snapshot of it is written elsewhere.
    private static async Task<Run> SnapshotAsync(string[] arguments)
    {
        using StandInKubectl kubectl = SampleObjects.Shop();
        using var folder = new TemporaryFolder();
        return await Flow2Policy.RunAsync(
            arguments, null, new Dictionary<string, string> { ["PATH"] = $"{kubectl.Folder}:{Environment.GetEnvironmentVariable("PATH")}" }, folder.Path);
    }

    [GeneratedRegex(@"```console\n\$ (?<program>flow2policy |dotnet run --project src/FlowToPolicy\.Cli -- )(?<arguments>[^\n]*)\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
