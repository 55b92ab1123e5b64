using System.Diagnostics;
using System.Text.RegularExpressions;
using FlowToPolicy.Tests;

namespace FlowToPolicy.EndToEnd;

public class CompletionTests
{
    [Theory]
    [InlineData("flow2policy an", 1, "analyze")]
    [InlineData("flow2policy graph --out", 2, "--output")]
    [InlineData("flow2policy graph -o m", 3, "mermaid")]
    public async Task The_lines_of_the_README_complete_in_bash(string line, int word, string expected)
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        string function = Regex.Match(readme, @"(?m)^_flow2policy\(\) \{.*\}$").Value;
        Assert.NotEqual("", function);
        string script = $"""
            PATH="$1:$PATH"
            {function}
            COMP_LINE="$2"; COMP_POINT=$(printf %s "$2" | wc -c); COMP_WORDS=($2); COMP_CWORD=$3
            _flow2policy
            printf '%s\n' "${"{COMPREPLY[@]}"}"
            """;
        var start = new ProcessStartInfo("bash", ["-c", script, "bash", Path.GetDirectoryName(Flow2Policy.Binary)!, line, $"{word}"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(expected, output.Trim());
    }
}
