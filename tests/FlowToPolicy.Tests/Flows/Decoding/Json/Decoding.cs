using System.Text;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Decoding.Json;

namespace FlowToPolicy.Tests.Flows.Decoding.Json;

/// <summary>Decodes single lines.</summary>
internal static class Decoding
{
    /// <summary>The flow with these fields (the inside of its JSON object).</summary>
    public static Flow Flow(string fields)
    {
        Assert.Equal(JsonLineKind.Flow, Decode("{\"flow\":{" + fields + "}}", out Flow flow).Kind);
        return flow;
    }

    /// <summary>What the line is whose flow has these fields.</summary>
    public static JsonLine Line(string fields) => Decode("{\"flow\":{" + fields + "}}", out _);

    public static JsonLine Decode(string line, out Flow flow) => Decode(Encoding.UTF8.GetBytes(line), out flow);

    public static JsonLine Decode(byte[] line, out Flow flow)
    {
        flow = FlowToPolicy.Flows.Flow.Blank;
        return new FlowJsonDecoder(new EndpointTable()).Decode(line, ref flow);
    }
}
