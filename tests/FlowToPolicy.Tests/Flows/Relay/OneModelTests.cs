using System.Text;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Logs;
using FlowToPolicy.Flows.Relay;
using FlowToPolicy.Graph;
using FlowToPolicy.Tests.Flows.Decoding.Protobuf;
using FlowToPolicy.Tests.Flows.Logs;
using Google.Protobuf;
using GetFlowsResponse = FlowToPolicy.Hubble.Api.GetFlowsResponse;

namespace FlowToPolicy.Tests.Flows.Relay;

/// <summary>A file and a relay that hold the same events give the same flows.</summary>
public class OneModelTests
{
    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    [Fact]
    public async Task The_same_events_by_file_and_by_relay_are_the_same_flows()
    {
        var random = new RandomMessages(11);
        List<GetFlowsResponse> messages = [.. HubbleMessages.Flows(20)];
        while (messages.Count < 300)
        {
            GetFlowsResponse message = random.Next();
            if (FlowOracle.Read(message) is not null && TryFormat(message))
            {
                messages.Add(message);
            }
        }

        string path = Path.GetTempFileName();
        await File.WriteAllLinesAsync(path, messages.Select(message => Json.Format(message)));
        var fromFile = new RecordingTexts();
        new LogSource([path], () => Stream.Null, LogOptions.Default, new EndpointTable()).Read(fromFile);
        File.Delete(path);

        await using RelayServer server = await RelayServer.StartAsync([.. messages]);
        var fromRelay = new RecordingTexts();
        await RelaySource.ReadAsync(server.Options, new FlowRequest(), new EndpointTable(), fromRelay, null, default);

        Assert.Equal(300, fromRelay.Texts.Count);
        Assert.All(fromFile.Texts.Zip(fromRelay.Texts), pair => Assert.Equal(pair.First, pair.Second));
    }

    [Fact]
    public async Task The_same_log_by_file_and_by_relay_is_the_same_graph_to_the_byte()
    {
        string path = Repository.Fixture("dual-stack", "flows.jsonl.gz");
        var parser = new JsonParser(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));
        GetFlowsResponse[] messages = [.. LogLines.Of(path).Select(line => parser.Parse<GetFlowsResponse>(line))];
        var byFile = new GraphBuilder();
        new LogSource([path], () => Stream.Null, LogOptions.Default, new EndpointTable()).Read(byFile);

        await using RelayServer server = await RelayServer.StartAsync(messages);
        var byRelay = new GraphBuilder();
        await RelaySource.ReadAsync(server.Options, new FlowRequest(), new EndpointTable(), byRelay, null, default);

        CommunicationGraph graph = byFile.Build();
        Assert.True(graph.Edges.Count > 100);
        Assert.Equal(Encoding.UTF8.GetString(GraphJson.Canonical(graph)), Encoding.UTF8.GetString(GraphJson.Canonical(byRelay.Build())));
    }

    /// <summary>Times outside the calendar have no JSON form, and Any of an unknown type neither.</summary>
    private static bool TryFormat(GetFlowsResponse message)
    {
        message.Flow.Extensions = null;
        try
        {
            return Json.Format(message).Length > 0;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private sealed class RecordingTexts : IFlowSink
    {
        public List<string> Texts { get; } = [];

        public void Accept(in Flow flow) => Texts.Add(FlowText.Of(in flow));

        public void Lost(in LostEvents lost) => Texts.Add(lost.ToString());

        public void Status(NodeStatus status) => Texts.Add(status.Message);

        public void Skip(SkipReason reason) => Texts.Add(reason.ToString());
    }
}
