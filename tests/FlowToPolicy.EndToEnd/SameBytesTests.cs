using System.Text;
using FlowToPolicy.Tests;

namespace FlowToPolicy.EndToEnd;

public class SameBytesTests
{
    public static TheoryData<string> Commands => new("graph -o json", "analyze", "analyze -o json", "propose", "propose -o json");

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_same_log_in_any_shape_gives_the_same_bytes(string command)
    {
        using var folder = new TemporaryFolder();
        string[] lines = RecordedLog.Lines;
        string[] shuffled = [.. lines];
        new Random(4711).Shuffle(shuffled);
        File.WriteAllBytes(folder["plain.jsonl"], RecordedLog.Plain);
        File.WriteAllText(folder["shuffled.json"], string.Join("\r\n", shuffled));
        Directory.CreateDirectory(folder["parts/below"]);
        File.WriteAllLines(folder["parts/one.log"], lines.Take(700));
        File.WriteAllBytes(folder["parts/below/two.log.gz"], RecordedLog.Pack(Encoding.UTF8.GetBytes(string.Join('\n', lines.Skip(700).Take(600)))));
        File.WriteAllLines(folder["parts/below/three.jsonl"], lines.Skip(1300));

        Run first = await RunAsync(command, RecordedLog.Path);
        Assert.Equal(0, first.Code);
        Assert.NotEmpty(first.Bytes);
        Same(first, await RunAsync(command, folder["plain.jsonl"]));
        Same(first, await RunAsync(command, folder["shuffled.json"]));
        Same(first, await RunAsync(command, folder["parts"]));
        Same(first, await RunAsync(command, folder["parts/below"], folder["parts/one.log"]));
        Same(first, await Flow2Policy.RunAsync([.. command.Split(' '), "-", "-q"], RecordedLog.Plain));
        Same(first, await Flow2Policy.RunAsync([.. command.Split(' '), "-", "-q"], RecordedLog.Pack(RecordedLog.Plain)));
    }

    [Fact]
    public async Task The_files_of_three_nodes_are_one_log_in_any_order()
    {
        string[] nodes = Directory.GetFiles(Repository.Fixture("per-node"), "*.gz");
        Assert.Equal(3, nodes.Length);
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["all.jsonl"], [.. nodes.SelectMany(RecordedLog.Unpack)]);
        Run first = await RunAsync("graph -o json", nodes);
        Assert.Equal(0, first.Code);
        Same(first, await RunAsync("graph -o json", [.. nodes.Reverse()]));
        Same(first, await RunAsync("graph -o json", folder["all.jsonl"]));
    }

    private static Task<Run> RunAsync(string command, params string[] paths) => Flow2Policy.RunAsync([.. command.Split(' '), .. paths, "-q"]);

    private static void Same(Run expected, Run actual)
    {
        Assert.Equal((0, ""), (actual.Code, actual.Error));
        Assert.Equal(expected.Out, actual.Out);
    }
}
