using System.Text;

namespace FlowToPolicy.EndToEnd;

public class ExitCodeTests
{
    [Theory]
    [InlineData("analyze", "analyze needs a PATH")]
    [InlineData("frobnicate", "frobnicate")]
    [InlineData("graph x -o xml", "--output is one of table, json, csv, dot, mermaid, not 'xml'")]
    [InlineData("analyze x --since soon", "--since must be so long ago")]
    [InlineData("analyze x --since 2026-03-02 --until 2026-03-01", "--until lies before --since")]
    [InlineData("analyze x -n shop -A", "contradict each other")]
    [InlineData("propose x --force", "--force goes with --output-dir")]
    [InlineData("propose x --name-prefix Bad_", "--name-prefix must be")]
    [InlineData("propose x --isolate some", "--isolate is one of seen, all")]
    [InlineData("observe --last 0", "--last must be a number from 1")]
    [InlineData("observe --last 1 --first 1", "--last and --first cannot be combined")]
    [InlineData("observe --tls=maybe", "--tls is 'maybe'")]
    [InlineData("observe --basic-auth-username me", "unencrypted connection")]
    [InlineData("analyze - -", "only once")]
    [InlineData("analyze @x --nonsense", "--nonsense")]
    public async Task A_wrong_command_line_is_2_with_one_line_and_a_hint(string arguments, string message)
    {
        Run run = await Flow2Policy.RunAsync(arguments.Split(' '));
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.StartsWith("flow2policy: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("analyze no-such-file.jsonl", "no-such-file.jsonl")]
    [InlineData("analyze fixtures/small/flows.jsonl.gz --since 2030-01-01", "2026-11-20")]
    [InlineData("graph fixtures/small/flows.jsonl.gz -n nowhere", "no edge touches nowhere")]
    [InlineData("observe --server 127.0.0.1:1 --timeout 5s", "127.0.0.1:1")]
    [InlineData("observe --server unix:///nonexistent/hubble.sock", "/nonexistent/hubble.sock")]
    public async Task Input_or_connection_that_fails_is_3_with_one_line_that_says_where(string arguments, string message)
    {
        Run run = await Flow2Policy.RunAsync(arguments.Split(' '));
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.StartsWith("flow2policy: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("hello\n")]
    [InlineData("{\"flow\":{\"time\":\"20")]
    public async Task Input_without_a_flow_is_3(string text)
    {
        Run run = await Flow2Policy.RunAsync(["analyze", "-"], Encoding.UTF8.GetBytes(text));
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.StartsWith("flow2policy: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strict_takes_a_damaged_line_for_an_error()
    {
        byte[] damaged = [.. RecordedLog.Plain, .. "{\"flow\":\n"u8];
        Assert.Equal(0, (await Flow2Policy.RunAsync(["analyze", "-"], damaged)).Code);
        Run strict = await Flow2Policy.RunAsync(["analyze", "-", "--strict"], damaged);
        Assert.Equal((3, ""), (strict.Code, strict.Out));
        Assert.Contains("-:2001", strict.Error.Replace("standard input", "-", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_3()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "");
        Run run = await Flow2Policy.RunAsync(["propose", RecordedLog.Path, "--output-dir", folder["file"]]);
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains("nothing was written", run.Error, StringComparison.Ordinal);
    }
}
