using System.Text;
using FlowToPolicy.Flows.Decoding.Json;
using FlowToPolicy.Flows.Decoding.Json.Usual;

namespace FlowToPolicy.Tests.Flows.Decoding.Json.Usual;

/// <summary>Ids read by vectors are those that the plain path reads.</summary>
public class HexUuidTests
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
}
