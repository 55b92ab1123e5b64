using System.Buffers.Text;

namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>
/// Whole numbers as protobuf's JSON takes them: digits, also in quotes, also as <c>8080.0</c> or <c>8.08e3</c>.
/// </summary>
internal static class JsonNumber
{
    /// <summary>Reads a whole number; one beyond 64 signed bits becomes the largest. False when it is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long number)
    {
        if (Utf8Parser.TryParse(text, out number, out int used) && used == text.Length)
        {
            return true;
        }

        if (Utf8Parser.TryParse(text, out ulong large, out used) && used == text.Length)
        {
            number = (long)Math.Min(large, long.MaxValue);
            return true;
        }

        if (Utf8Parser.TryParse(text, out decimal value, out used) && used == text.Length
            && value == decimal.Truncate(value) && Math.Abs(value) <= long.MaxValue)
        {
            number = (long)value;
            return true;
        }

        number = 0;
        return false;
    }
}
