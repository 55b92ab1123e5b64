using FlowToPolicy.Flows.Decoding.Json;
using FlowToPolicy.Hubble.Api;
using Google.Protobuf.Reflection;

namespace FlowToPolicy.Tests.Flows.Decoding.Json;

public class WireEnumsTests
{
    [Theory]
    [InlineData("Verdict")]
    [InlineData("FlowType")]
    [InlineData("TrafficDirection")]
    [InlineData("TraceObservationPoint")]
    [InlineData("TraceReason")]
    [InlineData("L7FlowType")]
    [InlineData("LostEventSource")]
    [InlineData("DropReason")]
    [InlineData("NodeState")]
    public void Names_are_those_of_the_protocol(string name)
    {
        WireNames names = name switch
        {
            "Verdict" => WireEnums.Verdict,
            "FlowType" => WireEnums.FlowType,
            "TrafficDirection" => WireEnums.Direction,
            "TraceObservationPoint" => WireEnums.ObservationPoint,
            "TraceReason" => WireEnums.TraceReason,
            "L7FlowType" => WireEnums.L7Type,
            "LostEventSource" => WireEnums.LostEventSource,
            "DropReason" => WireEnums.DropReason,
            _ => WireEnums.NodeState,
        };
        EnumDescriptor protocol = EnumsReflection.Descriptor.EnumTypes.Concat(RelayReflection.Descriptor.EnumTypes).Single(e => e.Name == name);
        foreach (EnumValueDescriptor value in protocol.Values)
        {
            Assert.Equal(value.Number, names.Find(System.Text.Encoding.ASCII.GetBytes(value.Name)));
            Assert.Equal(value.Number, names.Find(value.Number));
        }
    }
}
