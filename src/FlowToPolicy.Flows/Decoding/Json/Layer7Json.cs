namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>
/// Reads <c>flow.Layer7</c>: for DNS the query and the answer. Of HTTP and Kafka only that it was one: paths, query
/// strings, user names and headers hold secrets and are never kept.
/// </summary>
internal sealed class Layer7Json(AddressJson addresses)
{
    private const int KnownQueries = 1 << 14;
    private readonly JsonTexts _queries = new(KnownQueries, NameList.Normalise);

    /// <summary>Fills the L7 part of <paramref name="flow"/> from the object that comes next.</summary>
    public void Read(ref JsonCursor json, ref Flow flow)
    {
        flow.L7 = L7Protocol.None;
        flow.L7Type = L7Type.Unknown;
        if (!json.EnterObject("l7"))
        {
            return;
        }

        while (json.NextField(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("type"u8))
            {
                flow.L7Type = (L7Type)json.ReadEnum("l7.type", WireEnums.L7Type);
            }
            else if (name.SequenceEqual("dns"u8))
            {
                ReadDns(ref json, ref flow);
            }
            else if (name.SequenceEqual("http"u8))
            {
                flow.L7 = json.SkipObject() ? L7Protocol.Http : flow.L7;
            }
            else if (name.SequenceEqual("kafka"u8))
            {
                flow.L7 = json.SkipObject() ? L7Protocol.Kafka : flow.L7;
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void ReadDns(ref JsonCursor json, ref Flow flow)
    {
        flow.DnsQuery = "";
        flow.DnsAnswers = default;
        flow.DnsRcode = 0;
        if (!json.EnterObject("dns"))
        {
            return;
        }

        flow.L7 = L7Protocol.Dns;
        while (json.NextField(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("query"u8))
            {
                flow.DnsQuery = _queries.Get(json.ReadText("dns.query"));
            }
            else if (name.SequenceEqual("ips"u8))
            {
                flow.DnsAnswers = addresses.ReadList(ref json, "dns.ips");
            }
            else if (name.SequenceEqual("rcode"u8))
            {
                flow.DnsRcode = (int)json.ReadNumber("dns.rcode", 0, ushort.MaxValue);
            }
            else
            {
                json.Skip();
            }
        }
    }
}
