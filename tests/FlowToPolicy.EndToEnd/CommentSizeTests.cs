using System.Text;

namespace FlowToPolicy.EndToEnd;

/// <summary>A comment on a pull request holds 65 536 characters at GitHub, however much there is to say.</summary>
public sealed class CommentSizeTests : IDisposable
{
    private const int Workloads = 900;

    private readonly TemporaryFolder _folder = new();

    public CommentSizeTests()
    {
        var flows = new StringBuilder();
        var closed = new StringBuilder();
        for (int i = 0; i < Workloads; i++)
        {
            string client = $"client-with-a-long-name-{i}";
            flows.Append($$$"""
                {"flow":{"time":"2026-03-02T08:0{{{i % 10}}}:00Z","verdict":"FORWARDED","Type":"L3_L4","node_name":"default/worker-1","event_type":{"type":4},
                "traffic_direction":"INGRESS","trace_observation_point":"TO_ENDPOINT","is_reply":false,
                "IP":{"source":"10.0.{{{i / 250}}}.{{{i % 250}}}","destination":"10.1.0.1","ipVersion":"IPv4"},
                "l4":{"TCP":{"source_port":40000,"destination_port":{{{1000 + i}}},"flags":{"SYN":true} } },
                "source":{{{End(2000 + i, client)}}},"destination":{{{End(1000, "db")}}} } }
                """.Replace("\n", "", StringComparison.Ordinal)).Append('\n');
            closed.Append($$$"""
                apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata: {name: p-{{{i}}}, namespace: shop}
                spec:
                  endpointSelector: {matchLabels: {app: {{{client}}} } }
                  egress:
                  - toEndpoints: [{matchLabels: {app: other-{{{i}}} } }]
                ---

                """);
        }

        File.WriteAllText(_folder["flows.jsonl"], flows.ToString());
        File.WriteAllText(_folder["closed.yaml"], closed.ToString());
        File.WriteAllText(_folder["wide.yaml"], """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: db, namespace: shop}
            spec:
              endpointSelector: {matchLabels: {app: db}}
              ingress:

            """ + string.Concat(Enumerable.Range(0, Workloads).Select(i => $"  - fromEndpoints: [{{matchLabels: {{app: client-with-a-long-name-{i}}}}}]\n    toPorts: [{{ports: [{{port: '{1000 + i}', protocol: TCP}}]}}]\n")));
    }

    public void Dispose() => _folder.Dispose();

    private static string End(int identity, string app) => $$$"""
        {"identity":{{{identity}}},"namespace":"shop","labels":["k8s:app={{{app}}}","k8s:io.kubernetes.pod.namespace=shop"],"pod_name":"{{{app}}}-1","workloads":[{"name":"{{{app}}}","kind":"Deployment"}]}
        """;

    [Fact]
    public async Task A_comment_fits_and_says_first_what_would_break()
    {
        Run verify = await Flow2Policy.RunAsync(["verify", _folder["flows.jsonl"], "--policies", _folder["closed.yaml"], "-o", "markdown"]);
        Run diff = await Flow2Policy.RunAsync(["diff", _folder["flows.jsonl"], "--existing", _folder["wide.yaml"], "--proposed", _folder["closed.yaml"], "-o", "markdown"]);
        Assert.Equal((1, 0), (verify.Code, diff.Code));
        Assert.StartsWith($"**{Workloads} observed connections would be denied.**", verify.Out, StringComparison.Ordinal);
        Assert.StartsWith($"**{Workloads} observed connections would break.**", diff.Out, StringComparison.Ordinal);
        Assert.All(new[] { verify, diff }, run =>
        {
            Assert.InRange(run.Out.Length, 5_000, 65_536);
            Assert.Contains("more row", run.Out, StringComparison.Ordinal);
            Assert.Equal(0, (run.Out.Split("```").Length % 2) - 1);
        });
    }

    [Fact]
    public async Task An_explanation_of_a_policy_with_very_many_rules_fits_too()
    {
        Run run = await Flow2Policy.RunAsync(["explain", "shop/db", "--policies", _folder["wide.yaml"], "--flows", _folder["flows.jsonl"], "-o", "markdown"]);
        Assert.Equal(0, run.Code);
        Assert.InRange(run.Out.Length, 5_000, 65_536);
        Assert.Contains("more row", run.Out, StringComparison.Ordinal);
    }
}
