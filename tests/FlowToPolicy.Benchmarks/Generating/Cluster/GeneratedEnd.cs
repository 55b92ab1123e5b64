using System.Text;

namespace FlowToPolicy.Benchmarks.Generating.Cluster;

/// <summary>
/// One end of a connection with the bytes that stand for it in every line, so that writing a line is copying. A pod is told of in two
/// ways: by its own node with its number and its workload, by all other nodes without.
/// </summary>
internal sealed class GeneratedEnd
{
    /// <summary>An end that is told of in one way only: nodes, the API server, the world.</summary>
    public GeneratedEnd(string json, string address, int node, string names)
        : this(Encoding.UTF8.GetBytes(json), Encoding.UTF8.GetBytes(json), Encoding.UTF8.GetBytes(address), node)
    {
        Names = Encoding.UTF8.GetBytes(names);
    }

    /// <summary>A pod.</summary>
    public GeneratedEnd(byte[] local, byte[] remote, byte[] address, int node)
    {
        Local = local;
        Remote = remote;
        Address = address;
        Node = node;
    }

    /// <summary>The node on which it runs; -1 when that is none that reports.</summary>
    public int Node { get; }

    /// <summary>The endpoint as its own node writes it.</summary>
    public byte[] Local { get; }

    /// <summary>The endpoint as other nodes write it.</summary>
    public byte[] Remote { get; }

    /// <summary>The address.</summary>
    public byte[] Address { get; }

    /// <summary>The names by which clients behind the DNS proxy know it, as the inside of a JSON list; empty for none.</summary>
    public byte[] Names { get; } = [];

    /// <summary>The hardware address.</summary>
    public byte[] Mac { get; init; } = "02:42:ac:12:00:01"u8.ToArray();

    /// <summary>The interface towards it, as the object of a flow; empty for what has none.</summary>
    public byte[] Interface { get; init; } = [];

    /// <summary>The endpoint as a node writes it.</summary>
    public byte[] SeenFrom(int node) => node == Node ? Local : Remote;
}
