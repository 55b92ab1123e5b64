using System.Diagnostics;
using FlowToPolicy.Review.Findings;

namespace FlowToPolicy.Tests.Review.Findings;

public class ShellWordTests
{
    [Theory]
    [InlineData("shop/web-1", "shop/web-1")]
    [InlineData("", "''")]
    [InlineData("a b", "'a b'")]
    [InlineData("$(reboot)", "'$(reboot)'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("a\nb", "$'a\\012b'")]
    [InlineData("\u001b'\\", "$'\\033\\047\\134'")]
    public void A_word_is_quoted_when_a_shell_would_read_more_into_it(string word, string quoted) => Assert.Equal(quoted, ShellWord.Quote(word));

    [Theory]
    [InlineData("`id`;|&<>*?[]{}!#~\"'\\")]
    [InlineData("größe\t\u202e\u0001 7")]
    [InlineData("-n")]
    public void A_shell_gives_back_the_very_word(string word)
    {

        using Process process = Process.Start(new ProcessStartInfo("bash", ["-c", $"printf %s {ShellWord.Quote(word)}"]) { RedirectStandardOutput = true })!;
        Assert.Equal(word, process.StandardOutput.ReadToEnd());
        process.WaitForExit();
    }
}
