using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace FlowToPolicy.Flows.Decoding.Protobuf;

/// <summary>
/// Collects the DNS names of one side of a flow, which come as one field each, and gives the same list for the same
/// names. Not thread-safe.
/// </summary>
internal sealed class NameListWire
{
    private readonly SliceCache<NameList> _seen = new(1 << 14);
    private readonly ArrayBufferWriter<byte> _names = new(256);

    /// <summary>Starts anew.</summary>
    public void Clear() => _names.ResetWrittenCount();

    /// <summary>Adds one name.</summary>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        // Each name follows its length, because a hostile name may hold any separator.
        Span<byte> space = _names.GetSpan(sizeof(int) + utf8.Length);
        BinaryPrimitives.WriteInt32LittleEndian(space, utf8.Length);
        utf8.CopyTo(space[sizeof(int)..]);
        _names.Advance(sizeof(int) + utf8.Length);
    }

    /// <summary>The names added since the start.</summary>
    public NameList ToList()
    {
        if (_names.WrittenCount == 0)
        {
            return NameList.Empty;
        }

        if (!_seen.TryGet(_names.WrittenSpan, out NameList names))
        {
            names = NameList.Of(Split(_names.WrittenSpan));
            _seen.Add(_names.WrittenSpan, names);
        }

        return names;
    }

    private static List<string> Split(ReadOnlySpan<byte> names)
    {
        var split = new List<string>();
        while (!names.IsEmpty)
        {
            int end = sizeof(int) + BinaryPrimitives.ReadInt32LittleEndian(names);
            split.Add(Encoding.UTF8.GetString(names[sizeof(int)..end]));
            names = names[end..];
        }

        return split;
    }
}
