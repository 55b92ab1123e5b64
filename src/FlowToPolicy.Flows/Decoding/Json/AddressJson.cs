using FlowToPolicy.Identities;

namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>Reads addresses: those of <c>flow.IP</c> and those of DNS answers. A text that is no address is no address.</summary>
internal sealed class AddressJson
{
    private const int KnownAddresses = 1 << 15;
    private readonly AddressPool _known = new(KnownAddresses);
    private Address[] _list = new Address[16];

    /// <summary>The address of a text.</summary>
    public Address Of(ReadOnlySpan<byte> text) => _known.Get(text);

    /// <summary>Fills the addresses of <paramref name="flow"/> from the object that comes next.</summary>
    public void Read(ref JsonCursor json, ref Flow flow)
    {
        flow.SourceAddress = default;
        flow.DestinationAddress = default;
        flow.SourceXlated = default;
        if (!json.EnterObject("IP"))
        {
            return;
        }

        while (json.NextField(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("source"u8))
            {
                flow.SourceAddress = _known.Get(json.ReadText("IP.source"));
            }
            else if (name.SequenceEqual("destination"u8))
            {
                flow.DestinationAddress = _known.Get(json.ReadText("IP.destination"));
            }
            else if (name.SequenceEqual("source_xlated"u8))
            {
                flow.SourceXlated = _known.Get(json.ReadText("IP.source_xlated"));
            }
            else
            {
                json.Skip();
            }
        }
    }

    /// <summary>The list of addresses that comes next; its memory is reused by the next list.</summary>
    public ReadOnlyMemory<Address> ReadList(ref JsonCursor json, string field)
    {
        int count = 0;
        if (json.EnterArray(field))
        {
            while (json.NextText(field, out ReadOnlySpan<byte> raw))
            {
                Address address = _known.Get(raw);
                if (address.IsNone)
                {
                    continue;
                }

                if (count == _list.Length)
                {
                    Array.Resize(ref _list, count * 2);
                }

                _list[count++] = address;
            }
        }

        return _list.AsMemory(0, count);
    }
}
