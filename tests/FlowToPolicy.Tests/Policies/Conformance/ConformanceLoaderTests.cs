namespace FlowToPolicy.Tests.Policies.Conformance;

/// <summary>What a file of cases asks for is tested or named, never passed over.</summary>
public sealed class ConformanceLoaderTests : IDisposable
{
    private const string Policy = """
          policies:
          - |
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: shop, namespace: default}
            spec:
              endpointSelector: {}
              ingress: [{}]
              egress: null
        """;

    private const string Ends = """
          endpoints:
            cart: {labels: ['k8s:app=cart', 'k8s:io.kubernetes.pod.namespace=default']}
            host: {labels: ['reserved:host']}
        """;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.yaml");

    [Fact]
    public void A_case_with_every_key_of_the_format_is_judged()
    {
        ConformanceRun run = Run($"""
            - name: all-keys
              note: made by hand
              since: "1.17"
              until: "1.18"
              config: {"{allowLocalhost: policy, dualStack: false, hostFirewall: true, enforcement: always, policyDefaultLocalCluster: true, nodeSelectorLabels: true}"}
            {Policy}
            {Ends}
              checks:
              - {"{from: host, to: cart, direction: ingress, port: 80, proto: TCP, expect: deny, l7: 'nothing passes'}"}
              proof: nowhere
            """);

        Assert.Empty(run.Disagreements);
        Assert.Equal((1, 1, 1), (run.Cases, run.Checks, run.ProxyRemarks));
    }

    [Theory]
    [InlineData("  services: []", "services")]
    [InlineData("  config: {policyAuditMode: true}", "config.policyAuditMode")]
    public void A_key_that_nobody_knows_is_a_disagreement(string line, string key)
    {
        ConformanceRun run = Run($"- name: odd\n{line}\n{Policy}\n{Ends}\n  checks: []\n");

        Assert.Contains($"the key {key} is not understood", Assert.Single(run.Disagreements), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("  config: {enforcement: sometimes}")]
    [InlineData("  config: {dualStack: perhaps}")]
    [InlineData("  expectParse: maybe")]
    public void A_value_that_nobody_knows_stops_the_reading(string line)
    {
        var error = Assert.Throws<InvalidDataException>(() => Run($"- name: odd\n{line}\n{Policy}\n{Ends}\n  checks: []\n"));

        Assert.Contains("odd cannot be read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_must_be_refused_needs_no_ends()
    {
        ConformanceRun run = Run("""
            - name: nameless
              expectParse: error
              policies: ["{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {namespace: default}, spec: {endpointSelector: {}, ingress: [{}]}}"]
            """);

        Assert.Empty(run.Disagreements);
        Assert.Equal(1, run.Rejections);
    }

    [Fact]
    public void A_case_up_to_an_old_version_is_read_by_its_agent()
    {
        // 1.17 takes toServices beside toPorts, 1.16 refuses it.
        const string Services = """
              policies: ["{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: p, namespace: default}, spec: {endpointSelector: {}, egress: [{toServices: [{k8sService: {serviceName: s}}], toPorts: [{ports: [{port: '80'}]}]}]}}"]
            """;
        ConformanceRun old = Run($"- name: old\n  until: '1.16'\n{Services}\n{Ends}\n  checks: []\n");
        ConformanceRun later = Run($"- name: later\n  since: '1.17'\n{Services}\n{Ends}\n  checks: []\n");

        Assert.Single(old.Disagreements);
        Assert.Empty(later.Disagreements);
    }

    public void Dispose() => File.Delete(_path);

    private ConformanceRun Run(string text)
    {
        File.WriteAllText(_path, text);
        var run = new ConformanceRun();
        foreach (ConformanceCase item in ConformanceFile.Read(_path))
        {
            run.Add(item);
        }

        return run;
    }
}
