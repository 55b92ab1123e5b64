namespace FlowToPolicy.EndToEnd;

public class HelpTests
{
    [Theory]
    [InlineData("")]
    [InlineData("observe")]
    [InlineData("analyze")]
    [InlineData("graph")]
    [InlineData("propose")]
    [InlineData("verify")]
    [InlineData("diff")]
    [InlineData("explain")]
    [InlineData("validate")]
    [InlineData("doctor")]
    [InlineData("snapshot")]
    [InlineData("store")]
    [InlineData("store info")]
    [InlineData("store export")]
    [InlineData("store import")]
    [InlineData("store merge")]
    [InlineData("store prune")]
    public async Task The_whole_help_is_as_agreed(string command)
    {
        Run run = await Flow2Policy.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Golden.Check($"help/{(command.Length == 0 ? "flow2policy" : command.Replace(' ', '-'))}.txt", run.Out);
        if (command.Length > 0)
        {
            Assert.Contains($"Examples:\n  ", run.Out, StringComparison.Ordinal);
            Assert.Contains($"flow2policy {command} ", run.Out[run.Out.IndexOf("Examples:", StringComparison.Ordinal)..], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        Run run = await Flow2Policy.RunAsync(["--version"]);
        Assert.Equal(0, run.Code);
        Assert.Matches(@"^\d+\.\d+\.\d+\n$", run.Out.Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "observe analyze graph propose verify diff explain validate doctor snapshot")]
    [InlineData("graph --ou", "--output")]
    [InlineData("graph --output ", "csv dot json mermaid table")]
    [InlineData("analyze --isolate s", "seen")]
    public async Task Shells_can_ask_for_completions(string typed, string expected)
    {
        string line = "flow2policy " + typed;
        Run run = await Flow2Policy.RunAsync([$"[suggest:{line.Length}]", line]);
        Assert.Equal(0, run.Code);
        string[] given = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.All(expected.Split(' '), word => Assert.Contains(word, given));
    }
}
