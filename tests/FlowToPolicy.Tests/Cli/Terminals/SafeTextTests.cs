using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Tests.Cli.Terminals;

public class SafeTextTests
{
    [Theory]
    [InlineData("shop/web", "shop/web")]
    [InlineData("größe", "größe")]
    [InlineData("a\u001b[31mred", "a\\u001b[31mred")]
    [InlineData("line\nbreak\ttab", "line\\u000abreak\\u0009tab")]
    [InlineData("\u202eright to left", "\\u202eright to left")]
    [InlineData("\u2066isolate", "\\u2066isolate")]
    [InlineData("next\u0085line\u2028", "next\\u0085line\\u2028")]
    [InlineData("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff")]
    [InlineData("tag \U000E0041", "tag \\U000e0041")]
    [InlineData("[red]markup[/]", "[red]markup[/]")]
    public void What_could_steer_a_terminal_is_escaped(string text, string expected) => Assert.Equal(expected, SafeText.Escape(text));

    [Fact]
    public void Half_a_character_is_escaped() => Assert.Equal("\\ud800 alone", SafeText.Escape("\ud800 alone"));

    [Fact]
    public void Harmless_text_is_the_same_object()
    {
        string text = new('a', 10);
        Assert.Same(text, SafeText.Escape(text));
    }
}
