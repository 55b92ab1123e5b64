using FlowToPolicy.Benchmarks.Generating.Cluster;

namespace FlowToPolicy.Benchmarks.Generating.Lines;

/// <summary>The parts that all flows have, in the order of Cilium's encoder (the order of declaration in its flow.proto).</summary>
internal sealed class LineParts(LogClock clock, SeededRandom random)
{
    /// <summary>From the start of the line to the verdict.</summary>
    public void Begin(Block line, ReadOnlySpan<byte> verdict)
    {
        line.Add("{\"flow\":{\"time\":\""u8);
        line.Add(clock.Text);
        line.Add("\",\"uuid\":\""u8);
        line.AddUuid(random);
        line.Add("\",\"verdict\":\""u8);
        line.Add(verdict);
    }

    /// <summary>From behind the verdict to the hardware addresses.</summary>
    public static void Ethernet(Block line, GeneratedEnd from, GeneratedEnd to)
    {
        line.Add(",\"ethernet\":{\"source\":\""u8);
        line.Add(from.Mac);
        line.Add("\",\"destination\":\""u8);
        line.Add(to.Mac);
        line.Add("\"}"u8);
    }

    /// <summary>The addresses.</summary>
    /// <param name="line">Where to.</param>
    /// <param name="from">The sender.</param>
    /// <param name="masked">What the sender's address was translated into; empty when it was not.</param>
    /// <param name="to">The receiver's address.</param>
    public static void Addresses(Block line, GeneratedEnd from, ReadOnlySpan<byte> masked, ReadOnlySpan<byte> to)
    {
        line.Add(",\"IP\":{\"source\":\""u8);
        line.Add(from.Address);
        if (!masked.IsEmpty)
        {
            line.Add("\",\"source_xlated\":\""u8);
            line.Add(masked);
        }

        line.Add("\",\"destination\":\""u8);
        line.Add(to);
        line.Add("\",\"ipVersion\":\"IPv4\"}"u8);
    }

    /// <summary>The ports, without the end of <c>l4</c>.</summary>
    public static void Ports(Block line, ReadOnlySpan<byte> protocol, int source, int destination)
    {
        line.Add(",\"l4\":{\""u8);
        line.Add(protocol);
        line.Add("\":{\"source_port\":"u8);
        line.Add(source);
        line.Add(",\"destination_port\":"u8);
        line.Add(destination);
    }

    /// <summary>The two ends and the type, with the node that reports.</summary>
    public static void Ends(Block line, ReadOnlySpan<byte> source, ReadOnlySpan<byte> destination, ReadOnlySpan<byte> type, GeneratedNode node)
    {
        line.Add(",\"source\":"u8);
        line.Add(source);
        line.Add(",\"destination\":"u8);
        line.Add(destination);
        line.Add(",\"Type\":\""u8);
        line.Add(type);
        line.Add("\""u8);
        line.Add(node.Identity);
    }

    /// <summary>The end of the flow and the envelope.</summary>
    public void Finish(Block line, GeneratedNode node)
    {
        line.Add(node.Envelope);
        line.Add(clock.Text);
        line.Add("\"}\n"u8);
    }
}
