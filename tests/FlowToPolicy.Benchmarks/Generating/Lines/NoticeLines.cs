using FlowToPolicy.Benchmarks.Generating.Cluster;
using FlowToPolicy.Benchmarks.Generating.Truths;

namespace FlowToPolicy.Benchmarks.Generating.Lines;

/// <summary>Lines that tell of no connection between workloads: lost events, events of agents and nodes, health probes.</summary>
internal sealed class NoticeLines(LineParts parts, LogClock clock, SeededRandom random, GeneratedNode[] nodes)
{
    /// <summary>Writes one of them.</summary>
    public void Write(Block line, GeneratedNode node, LogTruth truth)
    {
        switch (random.Below(10))
        {
            case 0:
                truth.LossNotices++;
                truth.LostEvents += Lost(line);
                Envelope(line, node);
                break;
            case 1:
                truth.NodeNotices++;
                line.Add("{\"node_status\":{\"state_change\":\"NODE_CONNECTED\",\"node_names\":[\""u8);
                line.Add(node.ShortName);
                line.Add("\"]}"u8);
                Envelope(line, node);
                break;
            case < 5:
                truth.AgentEvents++;
                Agent(line, node);
                Envelope(line, node);
                break;
            default:
                truth.FlowsWithoutEdge++;
                Health(line, node);
                break;
        }
    }

    private long Lost(Block line)
    {
        int count = 1 + random.Below(50);
        line.Add(random.OneIn(2) ? "{\"lost_events\":{\"source\":\"OBSERVER_EVENTS_QUEUE\",\"num_events_lost\":\""u8
            : "{\"lost_events\":{\"source\":\"HUBBLE_RING_BUFFER\",\"num_events_lost\":\""u8);
        line.Add(count);
        line.Add("\"}"u8);
        return count;
    }

    private void Agent(Block line, GeneratedNode node)
    {
        switch (random.Below(3))
        {
            case 0:
                line.Add("{\"agent_event\":{\"type\":\"ENDPOINT_REGENERATE_SUCCESS\",\"endpoint_regenerate\":{\"id\":\""u8);
                line.Add(1 + random.Below(4000));
                line.Add("\",\"labels\":[\"k8s:app=web\",\"k8s:io.kubernetes.pod.namespace=team-1\"]}}"u8);
                break;
            case 1:
                line.Add("{\"agent_event\":{\"type\":\"POLICY_UPDATED\",\"policy_update\":{\"labels\":[\"k8s:io.cilium.k8s.policy.name=allow-dns\"],\"revision\":\""u8);
                line.Add(1 + random.Below(900));
                line.Add("\",\"rule_count\":\"1\"}}"u8);
                break;
            default:
                line.Add("{\"agent_event\":{\"type\":\"IPCACHE_UPSERTED\",\"ipcache_update\":{\"cidr\":\"10.0.0."u8);
                line.Add(1 + random.Below(250));
                line.Add("/32\",\"identity\":"u8);
                line.Add(256 + random.Below(60_000));
                line.Add(",\"host_ip\":\""u8);
                line.Add(node.Host.Address);
                line.Add("\",\"namespace\":\"team-1\",\"pod_name\":\"web-0\"}}"u8);
                break;
        }
    }

    private void Health(Block line, GeneratedNode node)
    {
        GeneratedNode other = nodes[random.Below(nodes.Length)];
        parts.Begin(line, "FORWARDED\""u8);
        LineParts.Ethernet(line, other.Host, node.Host);
        LineParts.Addresses(line, other.Host, [], "10.255.0.9"u8);
        LineParts.Ports(line, "TCP"u8, 32768 + random.Below(20_000), 4240);
        line.Add(PacketText.Flags(Packet.Syn));
        LineParts.Ends(line, "{\"identity\":6,\"labels\":[\"reserved:remote-node\"]}"u8, "{\"ID\":77,\"identity\":4,\"labels\":[\"reserved:health\"]}"u8, "L3_L4"u8, node);
        line.Add(PacketText.Forward(Point.ToEndpoint));
        line.Add(",\"trace_reason\":\"NEW\",\"is_reply\":false,\"interface\":{\"index\":9,\"name\":\"lxc_health\"},\"Summary\":\"TCP Flags: SYN\""u8);
        parts.Finish(line, node);
    }

    /// <summary>What follows an event that is no flow; agents name themselves without the cluster there.</summary>
    private void Envelope(Block line, GeneratedNode node)
    {
        line.Add(",\"node_name\":\""u8);
        line.Add(node.ShortName);
        line.Add("\",\"time\":\""u8);
        line.Add(clock.Text);
        line.Add("\"}\n"u8);
    }
}
