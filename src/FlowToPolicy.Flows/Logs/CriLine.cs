using FlowToPolicy.Flows.Decoding.Json;

namespace FlowToPolicy.Flows.Logs;

/// <summary>
/// A line as container runtimes write it (the CRI log format): <c>2026-03-01T10:00:00.123Z stdout F text</c>, with
/// <c>P</c> for a piece of a line that goes on in the next one.
/// </summary>
internal readonly ref struct CriLine
{
    private CriLine(bool isError, bool isPartial, ReadOnlySpan<byte> text)
    {
        IsError = isError;
        IsPartial = isPartial;
        Text = text;
    }

    /// <summary>Whether it was written to standard error.</summary>
    public bool IsError { get; }

    /// <summary>Whether the text goes on in the next line of the same stream.</summary>
    public bool IsPartial { get; }

    /// <summary>The text proper.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>Reads such a line. False when it is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out CriLine cri)
    {
        cri = default;
        int time = line.IndexOf((byte)' ');
        if (time < 0 || !Rfc3339.TryParse(line[..time], out _))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = line[(time + 1)..];
        bool isError = rest.StartsWith("stderr "u8);
        if (!isError && !rest.StartsWith("stdout "u8))
        {
            return false;
        }

        rest = rest["stdout ".Length..];
        if (rest.IsEmpty || rest[0] is not ((byte)'F' or (byte)'P'))
        {
            return false;
        }

        // Tags that may follow the first one are separated by colons; none is defined yet.
        int text = rest.IndexOf((byte)' ');
        cri = new CriLine(isError, rest[0] == 'P', text < 0 ? default : rest[(text + 1)..]);
        return true;
    }
}
