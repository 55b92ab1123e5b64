namespace FlowToPolicy.Flows.Decoding.Json;

/// <summary>Reads the notices that stand between flows: <c>flow.LostEvent</c> and <c>relay.NodeStatusEvent</c>.</summary>
internal static class NoticeJson
{
    /// <summary>A notice of lost events; node and time stand in the envelope.</summary>
    public static LostEvents ReadLost(ref JsonCursor json)
    {
        var source = LostEventSource.Unknown;
        long count = 0;
        if (json.EnterObject("lost_events"))
        {
            while (json.NextField(out ReadOnlySpan<byte> name))
            {
                if (name.SequenceEqual("source"u8))
                {
                    source = (LostEventSource)json.ReadEnum("lost_events.source", WireEnums.LostEventSource);
                }
                else if (name.SequenceEqual("num_events_lost"u8))
                {
                    count = json.ReadNumber("num_events_lost", 0, long.MaxValue);
                }
                else
                {
                    json.Skip();
                }
            }
        }

        return new LostEvents(source, count, "", 0);
    }

    /// <summary>What a relay says of its nodes.</summary>
    public static NodeStatus ReadStatus(ref JsonCursor json)
    {
        var state = NodeState.Unknown;
        var nodes = new List<string>();
        string message = "";
        if (json.EnterObject("node_status"))
        {
            while (json.NextField(out ReadOnlySpan<byte> name))
            {
                if (name.SequenceEqual("state_change"u8))
                {
                    state = (NodeState)json.ReadEnum("state_change", WireEnums.NodeState);
                }
                else if (name.SequenceEqual("message"u8))
                {
                    message = JsonText.Decode(json.ReadText("message"));
                }
                else if (name.SequenceEqual("node_names"u8))
                {
                    ReadNodes(ref json, nodes);
                }
                else
                {
                    json.Skip();
                }
            }
        }

        return new NodeStatus(state, nodes, message);
    }

    private static void ReadNodes(ref JsonCursor json, List<string> nodes)
    {
        nodes.Clear();
        if (json.EnterArray("node_names"))
        {
            while (json.NextText("node_names", out ReadOnlySpan<byte> raw))
            {
                nodes.Add(JsonText.Decode(raw));
            }
        }
    }
}
