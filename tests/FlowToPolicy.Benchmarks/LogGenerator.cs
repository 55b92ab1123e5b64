using System.Buffers.Text;
using System.Text;

namespace FlowToPolicy.Benchmarks;

/// <summary>
/// Writes a Hubble log as a file exporter does: workloads that call each other over a fixed set of edges, some far more often than
/// others, each connection with both observation points and its replies. The same numbers and seed give the same bytes.
/// </summary>
internal static class LogGenerator
{
    private const int PodsOfWorkload = 3;

    /// <summary>Writes the log and says what it holds. Numbers: workloads, edges, flows, nodes, seed.</summary>
    public static int Run(string file, int[] numbers)
    {
        int workloads = numbers.ElementAtOrDefault(0) is > 1 and var w ? w : 1000;
        int edges = numbers.ElementAtOrDefault(1) is > 0 and var e ? e : 5000;
        int flows = numbers.ElementAtOrDefault(2) is > 0 and var f ? f : 2_000_000;
        int nodes = numbers.ElementAtOrDefault(3) is > 0 and var n ? n : 20;
        int seed = numbers.ElementAtOrDefault(4);
        using var output = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        long bytes = Write(output, workloads, edges, flows, nodes, seed);
        Console.WriteLine($"{file}: {flows} flows over {edges} edges between {workloads} workloads on {nodes} nodes, {bytes / 1e6:F1} MB, seed {seed}");
        return 0;
    }

    private static long Write(Stream output, int workloads, int edges, int flows, int nodes, int seed)
    {
        var random = new Random(seed);
        var pods = new Pods(workloads, nodes);
        (int Client, int Server, int Port)[] graph = MakeEdges(random, workloads, edges);
        byte[] line = new byte[16 * 1024];
        long bytes = 0;
        var start = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);
        for (int i = 0; i < flows; i++)
        {
            // The square makes a few edges busy and leaves most of them quiet; every edge is visited once first.
            double draw = random.NextDouble();
            int index = i / 4 < edges ? i / 4 : (int)(draw * draw * edges);
            (int client, int server, int port) = graph[index];
            var writer = new LineWriter(line);
            WriteFlow(ref writer, pods, client, server, port, i, random.Next(PodsOfWorkload), random.Next(PodsOfWorkload), start.AddTicks(i * 6000L * 100));
            output.Write(line, 0, writer.Length);
            bytes += writer.Length;
        }

        return bytes;
    }

    private static (int Client, int Server, int Port)[] MakeEdges(Random random, int workloads, int edges)
    {
        int[] ports = [80, 443, 3000, 5432, 6379, 8080, 9090, 9092, 50051];
        var seen = new HashSet<(int, int, int)>();
        while (seen.Count < edges)
        {
            int client = random.Next(workloads), server = random.Next(workloads);
            if (client != server)
            {
                seen.Add((client, server, ports[random.Next(ports.Length)]));
            }
        }

        return [.. seen];
    }

    /// <summary>One of the four sights of a connection: sent and received at both nodes.</summary>
    private static void WriteFlow(ref LineWriter line, Pods pods, int client, int server, int port, int serial, int clientPod, int serverPod, DateTime time)
    {
        int sight = serial & 3;
        bool reply = sight >= 2;
        bool atServer = sight is 1 or 2;
        int clientPort = 32768 + (serial >> 2) % 28000;
        (int from, int fromPod, int to, int toPod) = reply ? (server, serverPod, client, clientPod) : (client, clientPod, server, serverPod);
        bool fromLocal = reply == atServer;
        int node = atServer ? pods.Node(server, serverPod) : pods.Node(client, clientPod);
        line.Text("{\"flow\":{\"time\":\"");
        line.Time(time);
        line.Text("\",\"uuid\":\"");
        line.Uuid(serial);
        line.Text("\",\"verdict\":\"FORWARDED\",\"ethernet\":{\"source\":\"5a:4b:02:12:7d:5b\",\"destination\":\"8a:70:03:1c:95:83\"},\"IP\":{\"source\":\"");
        line.Text(pods.Address(from, fromPod));
        line.Text("\",\"destination\":\"");
        line.Text(pods.Address(to, toPod));
        line.Text("\",\"ipVersion\":\"IPv4\"},\"l4\":{\"TCP\":{\"source_port\":");
        line.Number(reply ? port : clientPort);
        line.Text(",\"destination_port\":");
        line.Number(reply ? clientPort : port);
        line.Text(reply ? ",\"flags\":{\"SYN\":true,\"ACK\":true}}},\"source\":" : ",\"flags\":{\"SYN\":true}}},\"source\":");
        line.Text(pods.Endpoint(from, fromPod, fromLocal));
        line.Text(",\"destination\":");
        line.Text(pods.Endpoint(to, toPod, !fromLocal));
        line.Text(",\"Type\":\"L3_L4\",\"node_name\":\"default/worker-");
        line.Number(node);
        line.Text("\",\"node_labels\":[\"beta.kubernetes.io/arch=amd64\",\"kubernetes.io/os=linux\",\"topology.kubernetes.io/region=eu-central-1\"]");
        line.Text(reply ? ",\"reply\":true,\"event_type\":{\"type\":4" : ",\"event_type\":{\"type\":4");
        line.Text(fromLocal ? ",\"sub_type\":4},\"traffic_direction\":" : "},\"traffic_direction\":");
        line.Text(reply && fromLocal ? "\"INGRESS\"" : "\"EGRESS\"");
        line.Text(fromLocal ? ",\"trace_observation_point\":\"TO_OVERLAY\"" : ",\"trace_observation_point\":\"TO_ENDPOINT\"");
        line.Text(reply ? ",\"trace_reason\":\"REPLY\",\"is_reply\":true" : ",\"trace_reason\":\"NEW\",\"is_reply\":false");
        line.Text(",\"interface\":{\"index\":37,\"name\":\"cilium_vxlan\"},\"Summary\":\"TCP Flags: SYN\"},\"node_name\":\"default/worker-");
        line.Number(node);
        line.Text("\",\"time\":\"");
        line.Time(time);
        line.Text("\"}\n");
    }

    private ref struct LineWriter(Span<byte> buffer)
    {
        private readonly Span<byte> _buffer = buffer;

        public int Length { get; private set; }

        public void Text(string text) => Length += Encoding.UTF8.GetBytes(text, _buffer[Length..]);

        public void Text(byte[] text)
        {
            text.CopyTo(_buffer[Length..]);
            Length += text.Length;
        }

        public void Number(int number)
        {
            Utf8Formatter.TryFormat(number, _buffer[Length..], out int written);
            Length += written;
        }

        public void Time(DateTime time)
        {
            Utf8Formatter.TryFormat(time, _buffer[Length..], out int written, 'O');
            Length += written;
        }

        public void Uuid(int serial)
        {
            Utf8Formatter.TryFormat(new Guid(serial, 0x4000, 0x4000, [128, 0, 0, 0, 0, 0, 0, 1]), _buffer[Length..], out int written);
            Length += written;
        }
    }

    /// <summary>The pods of all workloads, with their JSON made once.</summary>
    private sealed class Pods(int workloads, int nodes)
    {
        private readonly byte[]?[] _endpoints = new byte[workloads * PodsOfWorkload * 2][];
        private readonly byte[]?[] _addresses = new byte[workloads * PodsOfWorkload][];

        public int Node(int workload, int pod) => ((workload * 7) + pod) % nodes;

        public byte[] Address(int workload, int pod)
        {
            int index = (workload * PodsOfWorkload) + pod;
            return _addresses[index] ??= Encoding.UTF8.GetBytes($"10.{index >> 16}.{(index >> 8) & 255}.{index & 255}");
        }

        public byte[] Endpoint(int workload, int pod, bool isLocal)
        {
            int index = (((workload * PodsOfWorkload) + pod) * 2) + (isLocal ? 1 : 0);
            return _endpoints[index] ??= Encoding.UTF8.GetBytes(Describe(workload, pod, isLocal));
        }

        private static string Describe(int workload, int pod, bool isLocal)
        {
            const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";
            string ns = $"team-{workload % 50}", name = $"svc-{workload}";
            string suffix = string.Concat(Enumerable.Range(0, 5).Select(i => Alphabet[((workload * 31) + (pod * 7) + (i * 11)) % Alphabet.Length]));
            string local = isLocal ? $"\"ID\":{1 + (((workload * PodsOfWorkload) + pod) % 60000)}," : "\"cluster_name\":\"default\",";
            string owner = isLocal ? $",\"workloads\":[{{\"name\":\"{name}\",\"kind\":\"Deployment\"}}]" : "";
            return $"{{{local}\"identity\":{10000 + workload},\"namespace\":\"{ns}\",\"labels\":[\"k8s:app.kubernetes.io/instance={name}\",\"k8s:app.kubernetes.io/name={name}\","
                + $"\"k8s:app.kubernetes.io/part-of={ns}\",\"k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name={ns}\",\"k8s:io.cilium.k8s.policy.cluster=default\","
                + $"\"k8s:io.cilium.k8s.policy.serviceaccount={name}\",\"k8s:io.kubernetes.pod.namespace={ns}\"],\"pod_name\":\"{name}-6c9f7d5b8-{suffix}\"{owner}}}";
        }
    }
}
