using System.Text;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Decoding.Json;
using FlowToPolicy.Flows.Decoding.Protobuf;
using FlowToPolicy.Hubble.Api;
using FlowToPolicy.Tests.Flows.Logs;
using Google.Protobuf;
using Flow = FlowToPolicy.Flows.Flow;

namespace FlowToPolicy.Tests.Flows.Decoding.Json;

/// <summary>
/// Google's own JSON parser is the oracle: what it makes of a line, sent over the wire and decoded from there, must be
/// the flow that our decoder reads from the line itself.
/// </summary>
public class JsonOracleTests
{
    private static readonly JsonParser Oracle = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public static TheoryData<string> Logs =>
        [.. Directory.GetFiles(Repository.Fixture(), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Fixture(), path))
            .Where(IsLog)
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Logs))]
    public void Files_and_relay_give_the_same_flow(string log)
    {
        var endpoints = new EndpointTable();
        var ours = new FlowJsonDecoder(endpoints);
        var wire = new FlowWireDecoder(endpoints);
        Flow fromLine = Flow.Blank, fromWire = Flow.Blank;
        int compared = 0;
        foreach (string line in LogLines.Of(Repository.Fixture(log)).Where(l => l.StartsWith("{\"flow\":", StringComparison.Ordinal)))
        {
            Assert.Equal(JsonLineKind.Flow, ours.Decode(Encoding.UTF8.GetBytes(line), ref fromLine).Kind);
            byte[] message = Oracle.Parse<GetFlowsResponse>(line).ToByteArray();
            Assert.Equal(WireMessage.Flow, wire.Decode(message, ref fromWire));
            Assert.Equal(FlowText.Of(in fromWire), FlowText.Of(in fromLine));
            compared++;
        }

        Assert.True(compared > 0, "No flow was compared.");
    }

    private static bool IsLog(string path)
    {
        string name = Path.GetFileName(path);
        return (path.StartsWith("samples", StringComparison.Ordinal) && name.EndsWith(".jsonl", StringComparison.Ordinal))
            || name.StartsWith("flows.jsonl", StringComparison.Ordinal)
            || name.EndsWith(".log.gz", StringComparison.Ordinal);
    }
}
