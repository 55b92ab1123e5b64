using System.Globalization;
using System.Text;

namespace FlowToPolicy.Benchmarks.Generating.Cluster;

/// <summary>A workload: its names and labels, and how its pods are made.</summary>
internal sealed class GeneratedWorkload
{
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";
    private const int SuffixLength = 5;
    private static readonly string[] Roles = ["api", "web", "backend", "frontend", "worker", "cache", "queue", "db"];
    private readonly int _number;
    private readonly string _name;
    private readonly string _kind;
    private readonly Template[] _templates;
    private int _pods;

    /// <summary>Makes the workload of a number from 0.</summary>
    public GeneratedWorkload(int number, int workloads)
        : this(number, $"team-{number % Math.Clamp(workloads / 40, 1, 400)}", $"{Roles[number % Roles.Length]}-{number}", (number % 20) switch
        {
            < 14 => "Deployment",
            < 17 => "StatefulSet",
            < 19 => "DaemonSet",
            _ => "CronJob",
        })
    {
    }

    private GeneratedWorkload(int number, string space, string name, string kind)
    {
        _number = number;
        _name = name;
        _kind = kind;
        Namespace = space;
        Slots = new GeneratedEnd[kind == "DaemonSet" ? 4 : 2 + Math.Abs(number % 3)];
        _templates = [new Template(this, Labels("1"), Identity), new Template(this, Labels("2"), Identity + 1)];
        EgressAllowedBy = AllowedBy("egress_allowed_by", $"{name}-egress");
        IngressAllowedBy = AllowedBy("ingress_allowed_by", $"{name}-ingress");
        IngressDeniedBy = AllowedBy("ingress_denied_by", $"{name}-keep-out");
        ServiceName = Encoding.UTF8.GetBytes($",\"destination_service\":{{\"name\":\"{name}\",\"namespace\":\"{space}\"}}");
        HttpHost = Encoding.UTF8.GetBytes($"http://{name}.{space}:");
    }

    /// <summary>The namespace.</summary>
    public string Namespace { get; }

    /// <summary>The workload as the graph names it.</summary>
    public string FullName => $"{Namespace}/{_name}";

    /// <summary>The pods that run at present.</summary>
    public GeneratedEnd[] Slots { get; }

    /// <summary>The field that says which policy let its packets out.</summary>
    public byte[] EgressAllowedBy { get; }

    /// <summary>The field that says which policy let packets in.</summary>
    public byte[] IngressAllowedBy { get; }

    /// <summary>The field that says which policy kept packets out.</summary>
    public byte[] IngressDeniedBy { get; }

    /// <summary>Its service, as the field of a flow.</summary>
    public byte[] ServiceName { get; }

    /// <summary>The start of its URLs.</summary>
    public byte[] HttpHost { get; }

    /// <summary>Whether its DNS goes through Cilium's proxy.</summary>
    public bool UsesDnsProxy => _number % 4 == 0;

    private int Identity => IsDns ? 102 : 256 + (_number * 2 % 65_000);

    private bool IsDns => _number < 0;

    /// <summary>The DNS servers of the cluster.</summary>
    public static GeneratedWorkload Dns() => new(-1, "kube-system", "coredns", "Deployment");

    /// <summary>
    /// Starts a pod on a node. Pods of every rollout have names of their own; a workload that was rolled out more than once has a new
    /// version label, and so another identity.
    /// </summary>
    /// <param name="serial">The number of the pod among all pods, from which its address is made.</param>
    /// <param name="node">The node on which it runs.</param>
    /// <param name="slot">Which of the replicas it is.</param>
    /// <param name="rollout">How often the workload was rolled out.</param>
    public GeneratedEnd StartPod(int serial, int node, int slot, int rollout) =>
        _templates[rollout > 1 && _number % 3 == 0 ? 1 : 0].Make(serial, node, PodName(slot, rollout));

    private string PodName(int slot, int rollout) => _kind switch
    {
        "StatefulSet" => $"{_name}-{slot}",
        "DaemonSet" => $"{_name}-{Letters((ulong)_pods++, SuffixLength)}",
        "CronJob" => $"{_name}-{29_000_000 + (_number % 1000) + (rollout * 1440)}-{Letters((ulong)_pods++, SuffixLength)}",

        // A template's hash holds a digit, or it could be taken for a word.
        _ => $"{_name}-{Letters(((ulong)(uint)_number * 977) + (ulong)rollout, 8)}6-{Letters((ulong)_pods++, SuffixLength)}",
    };

    /// <summary>Letters that differ for different numbers: the number times an odd one, to the base of the alphabet, which is odd too.</summary>
    private static string Letters(ulong number, int length)
    {
        ulong room = 1;
        for (int i = 0; i < length; i++)
        {
            room *= (ulong)Alphabet.Length;
        }

        ulong mixed = (number * 7_368_787) % room;
        return string.Create(length, mixed, static (text, rest) =>
        {
            for (int i = 0; i < text.Length; i++, rest /= (ulong)Alphabet.Length)
            {
                text[i] = Alphabet[(int)(rest % (ulong)Alphabet.Length)];
            }
        });
    }

    private string[] Labels(string version)
    {
        List<string> own = IsDns ? ["k8s-app=kube-dns"] : (_number % 5) switch
        {
            0 => [$"app={_name}", $"version=v{version}"],
            1 =>
            [
                $"app.kubernetes.io/component={Roles[_number % Roles.Length]}", $"app.kubernetes.io/name={_name}",
                $"app.kubernetes.io/part-of={Namespace}", $"app.kubernetes.io/version={version}.0.8",
            ],
            _ =>
            [
                $"app.kubernetes.io/component={Roles[_number % Roles.Length]}", $"app.kubernetes.io/instance={Namespace}-{_name}",
                $"app.kubernetes.io/name={_name}", $"app.kubernetes.io/part-of={Namespace}",
                $"app.kubernetes.io/version={version}.12.7", .. _number % 4 == 0 ? (string[])["team=platform"] : [],
            ],
        };
        own.AddRange(
        [
            $"io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name={Namespace}", "io.cilium.k8s.policy.cluster=default",
            $"io.cilium.k8s.policy.serviceaccount={(_number % 7 == 0 ? "default" : _name)}", $"io.kubernetes.pod.namespace={Namespace}",
        ]);
        return [.. own.Select(label => "k8s:" + label).Order(StringComparer.Ordinal)];
    }

    private byte[] AllowedBy(string field, string policy)
    {
        string uid = string.Create(CultureInfo.InvariantCulture, $"5c1c8d10-2a6e-4a3e-9b3b-{(uint)_number:x12}");
        return Encoding.UTF8.GetBytes($",\"{field}\":[{{\"name\":\"{policy}\",\"namespace\":\"{Namespace}\",\"labels\":["
            + "\"k8s:io.cilium.k8s.policy.derived-from=CiliumNetworkPolicy\","
            + $"\"k8s:io.cilium.k8s.policy.name={policy}\",\"k8s:io.cilium.k8s.policy.namespace={Namespace}\","
            + $"\"k8s:io.cilium.k8s.policy.uid={uid}\"],\"revision\":\"{7 + (_number % 90)}\",\"kind\":\"CiliumNetworkPolicy\"}}]");
    }

    /// <summary>All of a pod's JSON that its workload and labels decide.</summary>
    private sealed class Template
    {
        private readonly byte[] _head;
        private readonly byte[] _localTail;

        public Template(GeneratedWorkload workload, string[] labels, int identity)
        {
            _head = Encoding.UTF8.GetBytes($"\"identity\":{identity},\"cluster_name\":\"default\",\"namespace\":\"{workload.Namespace}\",\"labels\":["
                + string.Join(',', labels.Select(l => $"\"{l}\"")) + "],\"pod_name\":\"");
            _localTail = Encoding.UTF8.GetBytes($"\",\"workloads\":[{{\"name\":\"{workload._name}\",\"kind\":\"{workload._kind}\"}}]}}");
        }

        public GeneratedEnd Make(int serial, int node, string name)
        {
            byte[] pod = Encoding.ASCII.GetBytes(name);
            byte[] id = Encoding.ASCII.GetBytes($"{{\"ID\":{1 + (serial % 4000)},");
            (uint host, uint space) = ((uint)serial % 254, (uint)serial / 254);
            return new GeneratedEnd(
                [.. id, .. _head, .. pod, .. _localTail],
                [(byte)'{', .. _head, .. pod, (byte)'"', (byte)'}'],
                Encoding.ASCII.GetBytes($"10.{(space >> 8) & 255}.{space & 255}.{host + 1}"),
                node)
            {
                Mac = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"0a:{(byte)(serial >> 16):x2}:{(byte)(serial >> 8):x2}:{(byte)serial:x2}:1c:{(byte)(serial * 7):x2}")),
                Interface = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"interface\":{{\"index\":{30 + (serial % 200)},\"name\":\"lxc{(uint)serial * 2654435761u:x8}\"}}")),
            };
        }
    }
}
