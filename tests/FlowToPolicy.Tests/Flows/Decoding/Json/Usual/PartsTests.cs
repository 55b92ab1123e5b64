using System.Text;
using FlowToPolicy.Flows.Decoding.Json;
using FlowToPolicy.Flows.Decoding.Json.Usual;

namespace FlowToPolicy.Tests.Flows.Decoding.Json.Usual;

/// <summary>The two readers of values that have a plain twin.</summary>
public class PartsTests
{
    [Fact]
    public void Ids_are_read_as_the_framework_reads_them()
    {
        var random = new Random(1);
        byte[] bytes = new byte[16];
        for (int i = 0; i < 1000; i++)
        {
            random.NextBytes(bytes);
            var expected = new Guid(bytes);
            string text = i % 2 == 0 ? expected.ToString() : expected.ToString().ToUpperInvariant();
            Assert.True(HexUuid.TryRead(Encoding.ASCII.GetBytes(text), out Guid uuid));
            Assert.Equal(expected, uuid);
        }
    }

    [Fact]
    public void One_wrong_character_makes_an_id_none()
    {
        byte[] text = "01234567-89ab-cdef-ABCD-EF0123456789"u8.ToArray();
        for (int i = 0; i < text.Length; i++)
        {
            for (int value = 0; value < 256; value++)
            {
                byte[] changed = [.. text];
                changed[i] = (byte)value;
                bool expected = JsonUuid.Parse(changed) != Guid.Empty;
                Assert.Equal(expected, HexUuid.TryRead(changed, out _));
            }
        }
    }

    [Fact]
    public void Times_are_read_alike_in_whatever_order_minutes_come()
    {
        var times = new RecentMinute();
        string[] texts =
        [
            "2026-03-01T10:00:00Z", "2026-03-01T10:00:59.999999999Z", "2026-03-01T10:01:00.1Z", "2026-03-01T10:01:00.123Z", "2026-03-01T10:01:00.123456Z",
            "2026-03-01T10:01:60Z", "2026-03-01T10:01:0Z", "2026-03-01T10:01:00.Z", "2026-03-01T10:01:00.1234567890Z", "2026-03-01T10:01:00+01:00",
            "2026-03-01T10:01:00.123456789+01:00", "2026-03-01T10:01:00z", "2026-03-01t10:01:00Z", "2026-03-01T10:01:00.12345678xZ", "2026-03-01T10:01:00.x23456789Z",
            "0001-01-01T00:00:00Z", "0001-01-01T00:00:01Z", "2026-02-29T00:00:00Z", "", "2026-03-01T10:01:00.123456789", "9999-12-31T23:59:59.999999999Z",
        ];
        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            byte[] text = Encoding.ASCII.GetBytes(texts[random.Next(texts.Length)]);
            bool expected = Rfc3339.TryParse(text, out long ticks);
            Assert.Equal(expected, times.TryParse(text, out long read));
            Assert.Equal(expected ? ticks : 0, expected ? read : 0);
        }
    }
}
