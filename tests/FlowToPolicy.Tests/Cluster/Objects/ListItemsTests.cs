using System.Text;
using System.Text.Json;
using FlowToPolicy.Cluster.Objects;

namespace FlowToPolicy.Tests.Cluster.Objects;

public class ListItemsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1 << 20)]
    public async Task Items_come_one_by_one_however_the_bytes_arrive(int step)
    {
        string text = """
            {"apiVersion": "v1", "metadata": {"items": [9], "nested": {"a": [1, 2]}}, "items": [
              {"a": 1}, {"b": {"items": [1]}}, [2], "text", 3, null
            ], "kind": "List", "more": [[]]}
            """;
        Assert.Equal("""{"a": 1}|{"b": {"items": [1]}}|[2]|"text"|3|null""", string.Join('|', await ReadAsync(Encoding.UTF8.GetBytes(text), step)));
    }

    [Fact]
    public async Task An_item_may_be_larger_than_the_buffer()
    {
        string large = new('x', 300_000);
        string[] items = [.. await ReadAsync(Encoding.UTF8.GetBytes($$"""{"metadata":{"x":"{{large}}"},"items":["{{large}}",1,"{{large}}"]}"""), 10_000)];
        Assert.Equal([$"\"{large}\"", "1", $"\"{large}\""], items);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"items\":null}")]
    [InlineData("{\"items\":[1")]
    [InlineData("{\"items\":[1]")]
    [InlineData("{\"items\":[1]}}")]
    [InlineData("{\"items\":[{\"a\":]}")]
    [InlineData("Error: x")]
    public async Task What_is_no_list_is_refused(string text) =>
        await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(Encoding.UTF8.GetBytes(text), 3));

    [Fact]
    public async Task A_text_that_is_no_UTF8_is_refused()
    {
        byte[] text = [.. "{\"items\":[\""u8, 0xC3, 0x28, .. "\"]}"u8];
        await Assert.ThrowsAnyAsync<JsonException>(() => ListItems.ReadAsync(new MemoryStream(text), i => i.GetString(), CancellationToken.None));
    }

    private static async Task<List<string>> ReadAsync(byte[] text, int step)
    {
        var items = new List<string>();
        await using var source = new Dribble(text, step);
        await ListItems.ReadAsync(source, i => items.Add(i.GetRawText()), CancellationToken.None);
        return items;
    }

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class Dribble(byte[] text, int step) : MemoryStream(text)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(step, buffer.Length)], cancellationToken);
    }
}
