using System.Diagnostics;
using FlowToPolicy.Policies.Evaluation.Patterns;

namespace FlowToPolicy.Tests.Policies.Evaluation.Patterns;

public sealed class Re2PatternTests
{
    // What RE2 says of whole texts (github.com/google/re2/wiki/Syntax).
    [Theory]
    [InlineData("/api", "/api", true)]
    [InlineData("/api", "/api/x", false)]
    [InlineData("/api/.*", "/api/x?y=1", true)]
    [InlineData("GET|HEAD", "HEAD", true)]
    [InlineData("GET|HEAD", "GETHEAD", false)]
    [InlineData("/a$", "/a", true)]
    [InlineData("/a$", "/a\n", false)]
    [InlineData("(?m)^/a$\\n", "/a\n", true)]
    [InlineData("/a.b", "/a\nb", false)]
    [InlineData("(?s)/a.b", "/a\nb", true)]
    [InlineData("(?s:a.)b.", "a\nb\n", false)]
    [InlineData("(?P<id>[0-9]+)", "12", true)]
    [InlineData("(?<id>[0-9]+)", "12", true)]
    [InlineData("\\d", "٣", false)]
    [InlineData("\\w+", "é", false)]
    [InlineData("\\W", "é", true)]
    [InlineData("\\s", "\u000b", false)]
    [InlineData("[[:space:]]", "\u000b", true)]
    [InlineData("\\s", "\u00a0", false)]
    [InlineData("[[:alpha:]]+[[:^alpha:]]", "ab1", true)]
    [InlineData("[[:word:]-]+", "a_-", true)]
    [InlineData("[^[:digit:]a]", "a", false)]
    [InlineData("[]a]+", "]a", true)]
    [InlineData("[^]a]", "]", false)]
    [InlineData("[a-]+", "a-", true)]
    [InlineData("[a\\]]+", "a]", true)]
    [InlineData("[-a-c]+", "-b", true)]
    [InlineData("[\\D\\s]", "7", false)]
    [InlineData("[a-z-[b]]", "-]", true)]
    [InlineData("[a-z-[b]]", "c", false)]
    [InlineData("\\Q.*\\E", ".*", true)]
    [InlineData("\\Q.*\\E", "ab", false)]
    [InlineData("\\Qa+", "a+", true)]
    [InlineData("ab\\z", "ab", true)]
    [InlineData("\\Aab", "ab", true)]
    [InlineData("\\x41\\x{42}\\103", "ABC", true)]
    [InlineData("\\a\\f\\t\\n\\r\\v", "\a\f\t\n\r\v", true)]
    [InlineData("\\_\\-\\#\\<", "_-#<", true)]
    [InlineData("(?i)get", "GeT", true)]
    [InlineData("(?i)[a-c]x", "BX", true)]
    [InlineData("(?i)\\W", "k", false)]
    [InlineData("(?i)[\\W]", "s", false)]
    [InlineData("(?i)[^a]", "A", false)]
    [InlineData("(?i)[[:upper:]]", "a", true)]
    [InlineData("a(?i)b(?-i)c", "aBc", true)]
    [InlineData("a(?i)b(?-i)c", "aBC", false)]
    [InlineData("(a(?i)b)c", "aBC", false)]
    [InlineData("(?U)a+", "aaa", true)]
    [InlineData("a+?b*?c??", "aabb", true)]
    [InlineData("a{2}", "aa", true)]
    [InlineData("a{2,}", "aaaa", true)]
    [InlineData("a{,3}", "a{,3}", true)]
    [InlineData("a{2,1x", "a{2,1x", true)]
    [InlineData("a{02}", "a{02}", true)]
    [InlineData("x{0}", "", true)]
    [InlineData("", "", true)]
    [InlineData("(|a)b", "b", true)]
    [InlineData("()", "", true)]
    [InlineData("\\bab\\b", "ab", true)]
    [InlineData("a\\Bb", "ab", true)]
    [InlineData("\\pL+", "abc", true)]
    [InlineData("\\p{Lu}\\P{Lu}", "Ab", true)]
    [InlineData("\\p{^Nd}", "7", false)]
    [InlineData("[\\p{Nd}x]+", "1x", true)]
    [InlineData("\\p{Any}", "é", true)]
    [InlineData("[^\\x00-\\x{10FFFF}]", "a", false)]
    [InlineData("(?:a|b)*c", "abac", true)]
    [InlineData("#a b", "#a b", true)]
    public void A_pattern_matches_whole_texts_as_RE2_does(string pattern, string text, bool expected)
    {
        var compiled = new Re2Pattern(pattern);

        Assert.Null(compiled.Obstacle);
        Assert.Equal(expected, compiled.Matches(text));
        Assert.Null(Re2Pattern.ErrorOf(pattern));
    }

    [Theory]
    [InlineData("a**")]
    [InlineData("a+*")]
    [InlineData("a?+")]
    [InlineData("a*?*")]
    [InlineData("a{2}{3}")]
    [InlineData("*")]
    [InlineData("(*a)")]
    [InlineData("a|*")]
    [InlineData("(?i)*")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("[a")]
    [InlineData("[")]
    [InlineData("[z-a]")]
    [InlineData("[a-\\d]")]
    [InlineData("[[:foo:]]")]
    [InlineData("\\")]
    [InlineData("\\Z")]
    [InlineData("\\C")]
    [InlineData("\\1")]
    [InlineData("\\8")]
    [InlineData("\\q")]
    [InlineData("\\é")]
    [InlineData("\\x4")]
    [InlineData("\\x{110000}")]
    [InlineData("\\x{}")]
    [InlineData("\\pX")]
    [InlineData("\\p{Klingon}")]
    [InlineData("\\p{L")]
    [InlineData("(?=a)")]
    [InlineData("(?!a)")]
    [InlineData("(?<=a)b")]
    [InlineData("(?<!a)b")]
    [InlineData("(?>a)")]
    [InlineData("(?#x)")]
    [InlineData("(?P<n>a)(?P<n>b)")]
    [InlineData("(?P<n-1>a)")]
    [InlineData("(?P=n)")]
    [InlineData("(?i-)a")]
    [InlineData("(?x)a")]
    [InlineData("a{1001}")]
    [InlineData("a{2,1}")]
    [InlineData("a{99999999999}")]
    [InlineData("(a{1000}){1000}")]
    [InlineData("((a{11}){10}){10}")]
    [InlineData("((a{1000}){0,}){2}")]
    [InlineData("\\x{41")]
    public void What_Go_refuses_is_an_error_and_is_not_judged(string pattern)
    {
        Assert.NotNull(Re2Pattern.ErrorOf(pattern));
        Assert.NotNull(new Re2Pattern(pattern).Obstacle);
    }

    [Fact]
    public void Half_a_character_is_invalid_as_in_UTF_8() => Assert.Equal("invalid UTF-8", Re2Pattern.ErrorOf("a\ud800"));

    [Theory]
    [InlineData("a*(?i)*", "aa")]
    [InlineData("a+(?i)?", "")]
    [InlineData("a{2}\\Q\\E?", "")]
    [InlineData("\\p{Greek}", "a")]
    [InlineData("[\\P{Latin}]", "a")]
    [InlineData("(?i)\\p{Lu}", "a")]
    [InlineData("\\bé", "é")]
    [InlineData("(?i)ß", "ß")]
    [InlineData(".", "😀")]
    [InlineData("((((a{10}){10}){10})b|c.*)+x(a|b|c|d){900}(e|f|g){900}((a{10}){10}){10}((a{10}){10}){10}((a{10}){10}){10}((a{10}){10}){10}((a{10}){10}){10}((a{10}){10}){10}", "a")]
    public void What_has_no_faithful_translation_is_legal_and_not_judged(string pattern, string text)
    {
        Assert.Null(Re2Pattern.ErrorOf(pattern));
        Assert.Null(new Re2Pattern(pattern).Matches(text));
    }

    [Fact]
    public void Patterns_that_backtrack_elsewhere_take_linear_time_here()
    {
        var watch = Stopwatch.StartNew();
        string text = new string('a', 100_000) + "!";
        foreach (string pattern in new[] { "(a+)+", "(a|aa)+", "(a|a)*b", "(.*)*x", "([a-z]+)*[0-9]" })
        {
            Assert.False(new Re2Pattern(pattern).Matches(text));
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    [Fact]
    public void Huge_patterns_are_read_in_bounded_time_and_not_judged()
    {
        var watch = Stopwatch.StartNew();
        foreach (string pattern in new[] { new string('a', 1 << 20), new string('(', 1 << 20), string.Concat(Enumerable.Repeat("[a-z]{0,9}", 1 << 17)), "\\x{" + new string('0', 1 << 20) + "41}", string.Concat(Enumerable.Repeat("[[:", 1 << 18)) })
        {
            _ = Re2Pattern.ErrorOf(pattern);
            Assert.Null(new Re2Pattern(pattern).Matches("a"));
        }

        Assert.Equal("expression nests too deeply", Re2Pattern.ErrorOf(new string('(', 1 << 20)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }
}
