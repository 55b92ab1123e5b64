using System.Globalization;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Benchmarks.Judging;

/// <summary>
/// Policies as clusters have them: of a hundred about fifty open ingress from workloads, twenty egress with DNS, names or addresses, fifteen are
/// Kubernetes NetworkPolicies, eight close a namespace, six have L7 rules, and one is a cluster-wide deny.
/// </summary>
internal sealed class GeneratedPolicies(int workloads, Random random)
{
    private static readonly string[] Ports = ["8080", "443", "5432", "9090", "6379", "http"];

    public IReadOnlyList<Policy> Make(int count) => [.. Enumerable.Range(0, count).Select(One)];

    private Policy One(int number) => (number % 100) switch
    {
        < 50 => Cilium(number, ingress: [.. Some(1, 4).Select(peer => FromWorkload(peer, Port(), null))]),
        < 65 => Cilium(number, egress: [Dns(), .. Some(1, 3).Select(peer => FromWorkload(peer, Port(), null))]),
        < 68 => Cilium(number, egress: [Dns(), new DirectionItem { Fqdns = [Fqdn(), Fqdn()], ToPorts = [Port("443")] }]),
        < 70 => Cilium(number, egress: [new DirectionItem { CidrSets = [Prefix()], ToPorts = [Port("443")] }]),
        < 85 => Kubernetes(number),
        < 93 => Cilium(number, ingress: [new DirectionItem()], everyPod: true),
        < 99 => Cilium(number, ingress: [.. Some(1, 2).Select(peer => FromWorkload(peer, "8080", new HttpRule { Method = "GET", Path = "/api/.*" }))]),
        _ => ClusterWide(number),
    };

    private Policy Cilium(int number, IReadOnlyList<DirectionItem>? ingress = null, IReadOnlyList<DirectionItem>? egress = null, bool everyPod = false)
    {
        int subject = Subject(number);
        return new Policy
        {
            Kind = PolicyKind.CiliumNetworkPolicy,
            Name = Text($"policy-{number}"),
            Namespace = GeneratedCluster.Namespace(subject),
            Rules = [new Rule { EndpointSelector = everyPod ? new LabelSelector() : Selector("app", GeneratedCluster.App(subject)), Ingress = ingress, Egress = egress }],
        };
    }

    private Policy Kubernetes(int number)
    {
        int subject = Subject(number);
        NetworkPolicyPeer[] peers =
        [
            new NetworkPolicyPeer { Namespaces = Selector("team", GeneratedCluster.Team(random.Next(workloads))), Pods = Selector("app.kubernetes.io/component", GeneratedCluster.Tier(number)) },
            new NetworkPolicyPeer { Pods = new LabelSelector() },
        ];
        return new Policy
        {
            Kind = PolicyKind.NetworkPolicy,
            Name = Text($"policy-{number}"),
            Namespace = GeneratedCluster.Namespace(subject),
            Rules = [],
            NetworkPolicy = new NetworkPolicySpec
            {
                PodSelector = Selector("app.kubernetes.io/component", GeneratedCluster.Tier(subject)),
                PolicyTypes = ["Ingress"],
                Ingress = [new NetworkPolicyRule { Peers = peers, Ports = [new NetworkPolicyPort { Port = "8080" }, new NetworkPolicyPort { Port = "9000", EndPort = 9100 }] }],
            },
        };
    }

    private Policy ClusterWide(int number) => new()
    {
        Kind = PolicyKind.CiliumClusterwideNetworkPolicy,
        Name = Text($"policy-{number}"),
        Rules =
        [
            new Rule
            {
                EndpointSelector = Selector("app.kubernetes.io/component", GeneratedCluster.Tier(number)) with
                {
                    MatchExpressions = [new SelectorExpression("k8s:io.cilium.k8s.namespace.labels.team", SelectorOperator.In, [GeneratedCluster.Team(random.Next(workloads))])],
                },
                IngressDeny = [new DirectionItem { Entities = ["world"], ToPorts = [Port("22")] }],
                DefaultDenyIngress = false,
            },
        ],
    };

    private static DirectionItem FromWorkload(int peer, string port, HttpRule? http) => new()
    {
        Endpoints =
        [
            new LabelSelector
            {
                MatchLabels = [new("app", GeneratedCluster.App(peer)), new("k8s:io.kubernetes.pod.namespace", GeneratedCluster.Namespace(peer))],
            },
        ],
        ToPorts = [Port(port) with { Http = http is null ? null : [http] }],
    };

    private static DirectionItem Dns() => new()
    {
        Endpoints = [new LabelSelector { MatchLabels = [new("k8s-app", "kube-dns"), new("k8s:io.kubernetes.pod.namespace", "kube-system")] }],
        ToPorts = [new PortRule { Ports = [new PortProtocol { Port = "53", Protocol = "ANY" }], Dns = [new FqdnSelector { MatchPattern = "*" }] }],
    };

    private FqdnSelector Fqdn() => random.Next(2) == 0
        ? new FqdnSelector { MatchName = GeneratedCluster.Name(random.Next(workloads / 10)) }
        : new FqdnSelector { MatchPattern = Text($"*.example-{random.Next(30)}.com") };

    private CidrSetItem Prefix()
    {
        int octet = 20 + random.Next(180);
        return new CidrSetItem { Cidr = Text($"{octet}.0.0.0/8"), Except = [Text($"{octet}.{random.Next(256)}.0.0/16")] };
    }

    private IEnumerable<int> Some(int least, int most) => [.. Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => random.Next(workloads))];

    private string Port() => Ports[random.Next(Ports.Length)];

    private static PortRule Port(string port) => new() { Ports = [new PortProtocol { Port = port, Protocol = "TCP" }] };

    private static LabelSelector Selector(string key, string value) => new() { MatchLabels = [new(key, value)] };

    // A large prime spreads the policies over the workloads.
    private int Subject(int number) => (int)((long)number * 7919 % workloads);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
