using System.Text;
using System.Text.Json;
using FlowToPolicy.Flows.Decoding.Json;

namespace FlowToPolicy.Tests.Flows.Decoding.Json;

public class JsonTextTests
{
    [Fact]
    public void Strings_read_as_the_framework_reads_them()
    {
        var random = new Random(4711);
        string[] pieces = ["a", "é", "€", "😀", "\\", "\"", "/", "\n", "\t", "\b", "\f", "\r", "\0", "\u001b", "<", "&", "\u2028", "{", "."];
        for (int i = 0; i < 2000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(text);
            Assert.Equal(text, JsonText.Decode(json.AsSpan(1, json.Length - 2)));
        }
    }

    [Theory]
    [InlineData("\\", "")]
    [InlineData("a\\u12", "a")]
    [InlineData("a\\u", "a")]
    [InlineData("\\ud83d\\u", "\uFFFD")]
    [InlineData("\\u12x4y", "\uFFFDy")]
    public void Broken_escapes_do_no_harm(string raw, string expected) =>
        Assert.Equal(expected, JsonText.Decode(Encoding.UTF8.GetBytes(raw)));
}
