using System.Text.Json;

namespace FlowToPolicy.EndToEnd;

/// <summary>What <c>verify</c> tells of rules that nobody needs, on policies that have one of each kind and stop nothing.</summary>
public class UseOfRulesTests
{
    [Theory]
    [InlineData("text", "txt")]
    [InlineData("markdown", "md")]
    [InlineData("sarif", "sarif")]
    public async Task The_use_of_rules_is_as_agreed(string format, string ending)
    {
        Run run = await VerifyAsync(format);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Golden.Check($"review/use-of-rules.{ending}", run.Out);
    }

    [Fact]
    public async Task The_example_shows_one_of_each_finding()
    {
        using JsonDocument document = JsonDocument.Parse((await VerifyAsync("json")).Out);
        JsonElement usage = document.RootElement.GetProperty("usage");
        string[] names = ["wide", "shadowed", "selectsNobody"];
        Assert.All(names, name => Assert.Equal(1, usage.GetProperty(name).GetArrayLength()));

        // A policy that selects nobody has rules that nothing used.
        Assert.Equal(2, usage.GetProperty("unused").GetArrayLength());
    }

    private static Task<Run> VerifyAsync(string format) =>
        Flow2Policy.RunAsync(["verify", RecordedLog.Path, "--policies", "fixtures/use-of-rules", "-o", format]);
}
