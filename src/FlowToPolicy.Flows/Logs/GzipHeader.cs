namespace FlowToPolicy.Flows.Logs;

/// <summary>The header of a gzip member (RFC 1952, 2.3).</summary>
internal static class GzipHeader
{
    private const int HeaderChecksum = 2, Extra = 4, Name = 8, Comment = 16;

    /// <summary>The bytes that every gzip member starts with.</summary>
    public static ReadOnlySpan<byte> Magic => [0x1F, 0x8B];

    /// <summary>Skips a header. False when the bytes are none.</summary>
    /// <exception cref="InvalidDataException">The header is cut off.</exception>
    public static bool TrySkip(GzipInput input)
    {
        if (Next(input) != Magic[0] || Next(input) != Magic[1] || Next(input) != 8)
        {
            return false;
        }

        int flags = Next(input);
        Skip(input, 6);
        if ((flags & Extra) != 0)
        {
            Skip(input, Next(input) | (Next(input) << 8));
        }

        SkipText(input, (flags & Name) != 0);
        SkipText(input, (flags & Comment) != 0);
        Skip(input, (flags & HeaderChecksum) != 0 ? 2 : 0);
        return true;
    }

    private static int Next(GzipInput input)
    {
        if (!input.TryPeek(out byte next))
        {
            throw new InvalidDataException("the gzip data is cut off");
        }

        input.Skip(1);
        return next;
    }

    private static void Skip(GzipInput input, int count)
    {
        for (; count > 0; count--)
        {
            Next(input);
        }
    }

    private static void SkipText(GzipInput input, bool isThere)
    {
        while (isThere && Next(input) != 0)
        {
        }
    }
}
