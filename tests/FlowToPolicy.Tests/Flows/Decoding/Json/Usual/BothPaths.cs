using System.Text;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Decoding.Json;
using FlowToPolicy.Flows.Decoding.Json.Usual;
using FlowToPolicy.Tests.Flows.Logs;

namespace FlowToPolicy.Tests.Flows.Decoding.Json.Usual;

/// <summary>Reads lines both ways and holds the fast one to the plain one.</summary>
internal sealed class BothPaths
{
    private readonly FlowJsonDecoder _usual = new(new EndpointTable());
    private readonly FlowJsonDecoder _plain = new(new EndpointTable());
    private byte[] _padded = [];

    /// <summary>How many lines were read.</summary>
    public long Lines { get; private set; }

    /// <summary>How many of them the fast path took.</summary>
    public long Taken { get; private set; }

    public bool Read(string line) => Read(Encoding.UTF8.GetBytes(line));

    /// <summary>Reads one line, without its line break. True when the fast path took it.</summary>
    public bool Read(ReadOnlySpan<byte> line, string lineBreak = "\n")
    {
        Lines++;
        ReadOnlySpan<byte> lines = Pad(line, lineBreak);
        Flow usual = Flow.Blank, plain = Flow.Blank;
        int length = _usual.DecodeUsual(lines, ref usual);
        Assert.False(_padded.AsSpan(lines.Length, PaddedText.Slack).ContainsAnyExcept((byte)0));
        if (length == 0)
        {
            return false;
        }

        Taken++;
        JsonLine expected = _plain.Decode(line, ref plain);
        if (expected.Kind != JsonLineKind.Flow || expected.Consumed != line.Length || length != lines.Length || FlowText.Of(in plain) != FlowText.Of(in usual))
        {
            Assert.Fail($"The two paths differ: {expected.Kind} {expected.Fault} {FlowText.Of(in plain)}\nand {FlowText.Of(in usual)}\nat {Convert.ToBase64String(line)}\n{Encoding.UTF8.GetString(line)}");
        }

        return true;
    }

    /// <summary>The line with its break, and behind it the zeros that the fast path rests on and nothing else.</summary>
    private ReadOnlySpan<byte> Pad(ReadOnlySpan<byte> line, string lineBreak)
    {
        int length = line.Length + lineBreak.Length;
        if (_padded.Length < length + PaddedText.Slack)
        {
            _padded = new byte[(length + PaddedText.Slack) * 2];
        }

        line.CopyTo(_padded);
        Encoding.ASCII.GetBytes(lineBreak, _padded.AsSpan(line.Length));
        _padded.AsSpan(length, PaddedText.Slack).Clear();
        return _padded.AsSpan(0, length);
    }
}
