using FlowToPolicy.Identities;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using static FlowToPolicy.Tests.Policies.Evaluation.PolicyText;

namespace FlowToPolicy.Tests.Policies.Evaluation;

/// <summary>Rows of Cilium's semantics that the conformance cases at hand do not show.</summary>
public sealed class SemanticsRowsTests
{
    private const string On443 = "toPorts: [{ports: [{port: '443', protocol: TCP}]}]";

    private static readonly Dictionary<string, PolicyEnd> Ends = new()
    {
        ["db"] = Db,
        ["other"] = Other with { Labels = Other.Labels.With(Label.K8s(LabelKeys.NamespaceLabelPrefix + "env", "prod")) },
        ["remote pod"] = Db with { Labels = Db.Labels.With(Label.K8s(LabelKeys.Cluster, "west")) },
        ["container"] = new PolicyEnd(LabelSet.Parse("container:app=db", "k8s:io.kubernetes.pod.namespace=shop", "k8s:io.cilium.k8s.policy.cluster=default")),
        ["host"] = Host,
        ["remote-node"] = new PolicyEnd(LabelSet.Parse("reserved:remote-node")),
        ["labelled node"] = new PolicyEnd(LabelSet.Parse("reserved:remote-node", "node:zone=a")),
        ["labelled host"] = new PolicyEnd(LabelSet.Parse("reserved:host", "node:zone=a")),
        ["apiserver"] = new PolicyEnd(LabelSet.Parse("reserved:kube-apiserver", "reserved:remote-node")),
        ["health"] = new PolicyEnd(LabelSet.Parse("reserved:health")),
        ["ingress"] = new PolicyEnd(LabelSet.Parse("reserved:ingress")),
        ["unmanaged"] = new PolicyEnd(LabelSet.Parse("reserved:unmanaged")),
        ["init"] = new PolicyEnd(LabelSet.Parse("reserved:init")),
        ["world"] = World("203.0.113.1", []),
        ["world v6"] = World("2001:db8::1", []),
        ["world-ipv4"] = new PolicyEnd(LabelSet.Parse("reserved:world-ipv4"), Address.Parse("203.0.113.1"), []),
        ["world-ipv6"] = new PolicyEnd(LabelSet.Parse("reserved:world-ipv6"), Address.Parse("2001:db8::1"), []),
        ["external apiserver"] = new PolicyEnd(LabelSet.Parse("reserved:kube-apiserver", "reserved:world", "cidr:203.0.113.9/32"), default, []),
    };

    // Who of the ends is admitted on TCP 443, out of the web pods.
    [Theory]
    [InlineData($"toServices: [], {On443}", "db other world host remote-node")]
    [InlineData($"toGroups: [], {On443}", "db other world host remote-node")]
    [InlineData($"toNodes: [], {On443}", "")]
    [InlineData("toServices: [{k8sService: {serviceName: none, namespace: shop}}]", "")]
    [InlineData("toEntities: [cluster]", "db other container host labelled host remote-node labelled node apiserver health ingress unmanaged init external apiserver")]
    [InlineData("toEntities: [all]", "db remote pod world world v6 host remote-node ingress")]
    [InlineData("toEntities: [world]", "world world v6 world-ipv4 world-ipv6 external apiserver")]
    [InlineData("toEntities: [health, ingress]", "health ingress")]
    [InlineData("toEntities: [unmanaged, init]", "unmanaged init")]
    [InlineData("toEntities: [kube-apiserver]", "apiserver external apiserver")]
    [InlineData("toEndpoints: [{matchLabels: {'reserved:kube-apiserver': ''}}]", "apiserver external apiserver")]
    [InlineData("toEndpoints: [{matchLabels: {'k8s:app': db}}]", "db remote pod")]
    [InlineData("toEndpoints: [{matchLabels: {'any:app': db}}]", "db remote pod container")]
    [InlineData("toEndpoints: [{matchLabels: {'container:app': db}}]", "container")]
    [InlineData("toEndpoints: [{matchLabels: {io.kubernetes.pod.namespace: other}}]", "other")]
    [InlineData("toEndpoints: [{matchLabels: {'any:io.kubernetes.pod.namespace': other}}]", "other")]
    [InlineData("toEndpoints: [{matchLabels: {'k8s:io.cilium.k8s.namespace.labels.env': prod}}]", "other")]
    [InlineData("toEndpoints: [{matchLabels: {io.cilium.k8s.policy.cluster: west}}]", "remote pod")]
    [InlineData("toEndpoints: [{matchExpressions: [{key: io.kubernetes.pod.namespace, operator: DoesNotExist}]}]", "apiserver external apiserver health host ingress init labelled host labelled node remote-node unmanaged world world v6 world-ipv4 world-ipv6")]
    [InlineData("toEndpoints: [{matchExpressions: [{key: io.kubernetes.pod.namespace, operator: NotIn, values: [shop]}, {key: io.kubernetes.pod.namespace, operator: Exists}]}]", "other")]
    [InlineData("toEndpoints: [{matchExpressions: [{key: app, operator: In, values: [x, db]}]}]", "db remote pod container")]
    [InlineData($"toEndpoints: [{{matchLabels: {{app: none}}}}], {On443}", "")]
    [InlineData("toNodes: [{matchLabels: {'node:zone': a}}]", "labelled node")]
    [InlineData("toPorts: [{ports: [{port: '0673', protocol: TCP}]}]", "db other world")]
    [InlineData("toPorts: [{ports: [{port: '443', protocol: UDP}]}]", "")]
    [InlineData("toPorts: [{ports: [{port: '0', endPort: 65535}]}]", "db other world host")]
    [InlineData("toPorts: [{ports: []}]", "")]
    public void A_peer_selects_whom_Cilium_says(string item, string admitted)
    {
        var evaluator = new PolicyEvaluator([AboutWeb($"egress: [{{{item}}}]")], new EvaluationOptions { Services = [], NodeSelectorLabels = true });

        Assert.Equal(Expected(admitted), Admitted(evaluator, admitted));
    }

    [Theory]
    [InlineData("toCIDR: [0.0.0.0/0]", "world-ipv4")]
    [InlineData("toCIDR: ['::/0']", "world-ipv6")]
    [InlineData("toCIDR: [0.0.0.0/0, '::/0']", "world-ipv4 world-ipv6 world")]
    [InlineData("toCIDR: [203.0.113.0/24]", "world-ipv4")]
    [InlineData("toEntities: [world]", "world-ipv4 world-ipv6 world")]
    public void Dual_stack_knows_two_worlds(string item, string admitted)
    {
        var evaluator = new PolicyEvaluator([AboutWeb($"egress: [{{{item}}}]")], new EvaluationOptions { DualStack = true });
        string[] worlds = ["world-ipv4", "world-ipv6"];

        Assert.Equal(worlds.Where(world => Expected(admitted).Contains(world)), worlds.Where(world => Admits(evaluator, Ends[world])));
    }

    [Fact]
    public void From_1_18_only_other_nodes_are_nodes()
    {
        Policy policy = AboutWeb("egress: [{toNodes: [{matchLabels: {'node:zone': a}}]}]");
        bool Takes(string version, string end) => Admits(new PolicyEvaluator([policy], new EvaluationOptions { Version = CiliumVersion.Parse(version), NodeSelectorLabels = true }), Ends[end]);

        Assert.True(Takes("1.17", "labelled host"));
        Assert.False(Takes("1.18", "labelled host"));
        Assert.True(Takes("1.18", "labelled node"));
    }

    [Theory]
    [InlineData("{}", "health ingress db")]
    [InlineData("{matchLabels: {app: db}}", "db")]
    [InlineData("{matchExpressions: [{key: app, operator: DoesNotExist}]}", "health ingress")]
    [InlineData("{matchLabels: {'reserved:health': ''}}", "health")]
    public void A_cluster_wide_policy_is_about_endpoints_of_all_kinds_but_not_the_host(string subject, string closed)
    {
        Policy policy = ClusterWide($"endpointSelector: {subject}\n  ingress: [{{}}]");
        var evaluator = new PolicyEvaluator([policy], new EvaluationOptions { HostFirewall = true });
        string[] subjects = ["health", "ingress", "db", "host"];

        Assert.Equal(subjects.Where(name => Expected(closed).Contains(name)), subjects.Where(name => evaluator.IsIsolated(PolicyDirection.Ingress, Ends[name].Labels)));
    }

    [Fact]
    public void A_namespace_behind_any_in_the_subject_of_another_namespace_makes_the_policy_inert()
    {
        string Text(string key) => $"apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {{name: p, namespace: shop}}\nspec:\n  endpointSelector: {{matchLabels: {{app: web, '{key}': other}}}}\n  egress: [{{}}]\n";
        bool Closes(string key) => new PolicyEvaluator([Assert.Single(PolicyYamlReader.Read(Text(key), "p.yaml").Policies)]).IsIsolated(PolicyDirection.Egress, Web.Labels);

        Assert.True(Closes("k8s:io.kubernetes.pod.namespace"));
        Assert.False(Closes("any:io.kubernetes.pod.namespace"));
    }

    [Theory]
    [InlineData("enableDefaultDeny: {ingress: true}\n  egress: [{toEntities: [none]}]", PolicyDirection.Ingress, false)]
    [InlineData("enableDefaultDeny: {egress: false}\n  egress: [{toEntities: [none]}]", PolicyDirection.Egress, false)]
    [InlineData("egressDeny: [{toEntities: [world]}]", PolicyDirection.Egress, true)]
    public void A_direction_closes_only_with_items_of_its_own(string rules, PolicyDirection direction, bool closed)
    {
        var evaluator = new PolicyEvaluator([AboutWeb(rules)]);

        Assert.Equal(closed, evaluator.Judge(direction, Web, Db, Protocol.Tcp, 443).Kind == JudgementKind.DeniedByDefault);
    }

    [Theory]
    [InlineData("icmps: [{fields: [{type: 8}]}]", Protocol.IcmpV4, 8, true)]
    [InlineData("icmps: [{fields: [{type: 8}]}]", Protocol.IcmpV6, 8, false)]
    [InlineData("icmps: [{fields: [{type: 8}]}]", Protocol.IcmpV4, 0, false)]
    [InlineData("icmps: [{fields: [{type: EchoRequest, family: IPv6}]}]", Protocol.IcmpV6, 128, true)]
    [InlineData("toPorts: [{ports: [{port: '8', protocol: ANY}]}]", Protocol.IcmpV4, 8, false)]
    [InlineData("toPorts: [{ports: [{port: '8', protocol: ANY}]}]", Protocol.Sctp, 8, true)]
    [InlineData("toEndpoints: [{matchLabels: {app: db}}]", Protocol.IcmpV6, 128, true)]
    public void Protocols_and_types_are_told_apart(string item, Protocol protocol, ushort port, bool admitted) =>
        Assert.Equal(admitted, new PolicyEvaluator([AboutWeb($"egress: [{{{item}}}]")]).Judge(PolicyDirection.Egress, Web, Db, protocol, port).Admits);

    [Fact]
    public void Nothing_is_enforced_in_mode_never_not_even_a_deny()
    {
        var evaluator = new PolicyEvaluator([AboutWeb("egressDeny: [{toEntities: [all]}]")], new EvaluationOptions { Enforcement = EnforcementMode.Never });

        Assert.True(Admits(evaluator, Db));
        Assert.False(evaluator.IsIsolated(PolicyDirection.Egress, Web.Labels));
    }

    [Theory]
    [InlineData("{namespaceSelector: {matchLabels: {env: prod}}, podSelector: {matchLabels: {app: web}}}", "other")]
    [InlineData("{namespaceSelector: {matchLabels: {env: prod}}, podSelector: {matchLabels: {app: db}}}", "")]
    [InlineData("{podSelector: {}}", "db remote pod container")]
    [InlineData("{ipBlock: {cidr: 203.0.113.0/24, except: [203.0.113.0/30]}}", "external apiserver")]
    [InlineData("{ipBlock: {cidr: 203.0.113.0/24}}", "world world-ipv4 external apiserver")]
    public void A_peer_of_a_network_policy_selects_whom_Cilium_says(string peer, string admitted)
    {
        string text = $"apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{name: k, namespace: shop}}\nspec:\n  podSelector: {{}}\n  policyTypes: [Egress]\n  egress: [{{to: [{peer}]}}]\n";
        var evaluator = new PolicyEvaluator([Assert.Single(PolicyYamlReader.Read(text, "k.yaml").Policies)]);

        Assert.Equal(Expected(admitted), Admitted(evaluator, admitted));
    }

    private static Policy ClusterWide(string spec) =>
        Assert.Single(PolicyYamlReader.Read($"apiVersion: cilium.io/v2\nkind: CiliumClusterwideNetworkPolicy\nmetadata: {{name: c}}\nspec:\n  {spec}\n", "c.yaml").Policies);

    private static bool Admits(PolicyEvaluator evaluator, PolicyEnd peer) => evaluator.Judge(PolicyDirection.Egress, Web, peer, Protocol.Tcp, 443).Admits;

    // Names of ends hold blanks, so each known name is looked for, the longest first.
    private static IEnumerable<string> Expected(string names)
    {
        var found = new List<string>();
        foreach (string name in Ends.Keys.OrderByDescending(name => name.Length))
        {
            if ($" {names} ".Contains($" {name} ", StringComparison.Ordinal))
            {
                found.Add(name);
                names = $" {names} ".Replace($" {name} ", "  ", StringComparison.Ordinal);
            }
        }

        return found.Order(StringComparer.Ordinal);
    }

    // Where everybody is meant the row names some; elsewhere it names all.
    private static IEnumerable<string> Admitted(PolicyEvaluator evaluator, string names)
    {
        bool everybody = Ends.Where(end => end.Key is "db" or "other" or "world").All(end => Admits(evaluator, end.Value));
        return Ends.Where(end => Admits(evaluator, end.Value) && (!everybody || Expected(names).Contains(end.Key))).Select(end => end.Key).Order(StringComparer.Ordinal);
    }
}
