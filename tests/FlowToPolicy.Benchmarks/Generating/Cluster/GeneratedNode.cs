using System.Text;

namespace FlowToPolicy.Benchmarks.Generating.Cluster;

/// <summary>A node that reports, with the bytes that stand in all of its lines.</summary>
internal sealed class GeneratedNode
{
    /// <summary>Makes the node of a number from 0.</summary>
    public GeneratedNode(int number)
    {
        Number = number;
        Name = $"worker-{number + 1}";
        string full = "default/" + Name;
        string zone = "eu-central-1" + (char)('a' + (number % 3));
        string[] labels =
        [
            "beta.kubernetes.io/arch=amd64", "beta.kubernetes.io/os=linux", "kubernetes.io/arch=amd64", $"kubernetes.io/hostname={Name}",
            "kubernetes.io/os=linux", "node.kubernetes.io/instance-type=m6i.2xlarge", "topology.kubernetes.io/region=eu-central-1",
            $"topology.kubernetes.io/zone={zone}",
        ];
        Identity = Encoding.UTF8.GetBytes($",\"node_name\":\"{full}\",\"node_labels\":[{string.Join(',', labels.Select(l => $"\"{l}\""))}]");
        Envelope = Encoding.UTF8.GetBytes($"}},\"node_name\":\"{full}\",\"time\":\"");
        ShortName = Encoding.UTF8.GetBytes(Name);
        Host = new GeneratedEnd("{\"identity\":1,\"labels\":[\"reserved:host\"]}", $"192.168.{number >> 8}.{number & 255}", number, "");
    }

    /// <summary>Its number from 0.</summary>
    public int Number { get; }

    /// <summary>Its name without the cluster.</summary>
    public string Name { get; }

    /// <summary><c>node_name</c> and <c>node_labels</c> of a flow.</summary>
    public byte[] Identity { get; }

    /// <summary>From the end of the flow to the time of the envelope.</summary>
    public byte[] Envelope { get; }

    /// <summary>The name as events that are no flows give it: without the cluster.</summary>
    public byte[] ShortName { get; }

    /// <summary>The node itself as its own pods see it.</summary>
    public GeneratedEnd Host { get; }
}
