namespace FlowToPolicy.Flows.Decoding.Json.Usual;

/// <summary>
/// Reads lines of flows as Hubble's exporter and <c>hubble observe -o json</c> write them today, several times as fast as
/// <see cref="FlowJsonDecoder"/> and with the same result. What is not written like that (another order, keys that stand twice,
/// blanks, escapes where a value is needed, any damage) is not read here at all.
/// </summary>
internal sealed class UsualLine
{
    private readonly UsualFlow _flow;
    private readonly FlowJson _flows;

    public UsualLine(FlowJson flows)
    {
        _flows = flows;
        _flow = new UsualFlow(flows);
    }

    /// <summary>Reads the line at the start of a text.</summary>
    /// <param name="text">Whole lines.</param>
    /// <param name="flow">What was read; undefined when the line is not usual.</param>
    /// <returns>How long the line is, with its line break; 0 when it is not usual.</returns>
    public int Read(PaddedText text, ref Flow flow)
    {
        int at = text.Word(0, "{\"flow\":{"u8);
        at = at < 0 ? PaddedText.Unusual : _flow.Read(text, at, ref flow);
        at = at < 0 ? PaddedText.Unusual : ReadEnvelope(text, at, ref flow);
        if (at < 0)
        {
            return 0;
        }

        if (text.ByteAt(at) == '\r')
        {
            at++;
        }

        return text.ByteAt(at) == '\n' ? at + 1 : 0;
    }

    /// <summary>From behind the flow to behind the line's last brace: the node and time once more.</summary>
    private int ReadEnvelope(PaddedText text, int at, ref Flow flow)
    {
        if (text.Is(at, ",\"node_name\":"u8))
        {
            at = text.String(at + ",\"node_name\":".Length, out ReadOnlySpan<byte> node);
            if (at < 0)
            {
                return PaddedText.Unusual;
            }

            if (flow.NodeName.Length == 0)
            {
                flow.NodeName = _flows.Text(node);
            }
        }

        if (text.Is(at, ",\"time\":"u8))
        {
            at = text.String(at + ",\"time\":".Length, out ReadOnlySpan<byte> time);
            if (at < 0)
            {
                return PaddedText.Unusual;
            }

            if (flow.Time == 0)
            {
                flow.Time = Rfc3339.TryParse(time, out long ticks) ? ticks : 0;
            }
        }

        return text.Character(at, '}');
    }
}
