using System.Text;
using FlowToPolicy.Flows.Logs;

namespace FlowToPolicy.Tests.Flows.Logs;

public class Crc32Tests
{
    [Fact]
    public void The_check_value_of_the_polynomial() => Assert.Equal(0xCBF43926, Crc32.Append(0, "123456789"u8));

    [Fact]
    public void Any_length_in_any_pieces_gives_what_the_table_gives()
    {
        byte[] bytes = new byte[1000];
        new Random(1).NextBytes(bytes);
        for (int length = 0; length < bytes.Length; length++)
        {
            ReadOnlySpan<byte> all = bytes.AsSpan(0, length);
            uint expected = Crc32.AppendByTable(0, all);
            Assert.Equal(expected, Crc32.Append(0, all));
            Assert.Equal(expected, Crc32.Append(Crc32.Append(0, all[..(length / 3)]), all[(length / 3)..]));
        }
    }
}
