using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Tests.Policies.Conformance;

namespace FlowToPolicy.Tests.Policies.Yaml;

public sealed class RoundTripTests
{
    private const string EveryField = """
        apiVersion: cilium.io/v2
        kind: CiliumClusterwideNetworkPolicy
        metadata:
          name: all
          labels:
            a: "1"
          annotations:
            b: "two words"
        specs:
        - description: "every field"
          endpointSelector:
            matchExpressions:
            - key: app
              operator: NotIn
              values:
              - a
              - b
          enableDefaultDeny:
            ingress: false
            egress: true
          ingress:
          - fromCIDRSet:
            - cidr: "10.0.0.0/8"
              except:
              - "10.96.0.0/12"
            - cidrGroupRef: corp
            - cidrGroupSelector:
                matchLabels:
                  team: a
            authentication:
              mode: required
          - fromNodes:
            - matchLabels:
                node:role: cp
            icmps:
            - fields:
              - family: IPv6
                type: 128
              - type: EchoReply
          ingressDeny:
          - fromEndpoints: []
            toPorts:
            - ports:
              - port: "1"
                endPort: 9
                protocol: UDP
          egress:
          - toFQDNs:
            - matchName: api.example.com
            - matchPattern: "*.example.com"
            toPorts:
            - ports:
              - port: "443"
                protocol: TCP
              serverNames:
              - api.example.com
              terminatingTLS:
                secret:
                  namespace: s
                  name: t
                trustedCA: ca
              originatingTLS:
                secret:
                  name: o
                certificate: crt
                privateKey: key
            - ports:
              - port: "53"
              rules:
                dns:
                - matchPattern: "*"
            - ports:
              - port: "80"
                protocol: TCP
              rules:
                http:
                - method: GET
                  path: "/a/.*"
                  host: example.com
                  headers:
                  - "X-A: b"
                  headerMatches:
                  - name: X-B
                    value: v
                    secret:
                      name: s
                    mismatch: LOG
            - ports:
              - port: "9092"
                protocol: TCP
              rules:
                kafka:
                - role: produce
                  apiVersion: "1"
                  clientID: c
                  topic: t
            - ports:
              - port: "81"
                protocol: TCP
              rules:
                l7proto: r2d2
                l7:
                - cmd: READ
            - ports:
              - port: "82"
                protocol: TCP
              listener:
                envoyConfig:
                  kind: CiliumEnvoyConfig
                  name: e
                name: l
                priority: 1
          - toServices:
            - k8sService:
                serviceName: s
                namespace: x
            - k8sServiceSelector:
                selector:
                  matchLabels:
                    a: b
          - toGroups:
            - aws:
                labels:
                  a: b
                securityGroupsIds:
                - sg-1
                securityGroupsNames:
                - sgn
                region: r
          - toRequires:
            - {}
          - {}
          labels:
          - key: k
            value: v
            source: s
          log:
            value: seen
        - nodeSelector: {}
          egressDeny:
          - toEntities:
            - world

        """;

    [Fact]
    public void A_policy_with_every_field_is_read_and_written_without_loss()
    {
        PolicyReadResult result = PolicyYamlReader.Read(EveryField);

        Assert.Empty(result.Findings);
        Assert.Equal(EveryField, PolicyYamlWriter.Write(Assert.Single(result.Policies)));
    }

    [Fact]
    public void Every_policy_of_the_conformance_files_is_written_so_that_it_reads_the_same()
    {
        var version = new CiliumVersion(1, 16);
        IEnumerable<string> texts = ConformanceFile.All().SelectMany(ConformanceFile.Read).SelectMany(item => item.Policies)
            .Concat(ConformanceFile.AllOfValidation().SelectMany(ValidationCase.ReadAll).Select(item => item.Document));
        int count = 0;
        foreach (Policy policy in texts.Distinct().SelectMany(text => PolicyYamlReader.Read(text, "-", version).Policies))
        {
            PolicyReadResult again = PolicyYamlReader.Read(PolicyYamlWriter.Write(policy), "-", version);
            Assert.Empty(again.Findings);
            Assert.Equal(ModelText.Of(policy), ModelText.Of(Assert.Single(again.Policies)));
            count++;
        }

        Assert.True(count > 3_000, $"{count} policies");
    }

    [Fact]
    public void A_Kubernetes_policy_with_every_field_is_read_and_written_without_loss()
    {
        const string Text = """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata:
              name: all
              namespace: shop
            spec:
              podSelector:
                matchLabels:
                  app: web
              policyTypes:
              - Ingress
              - Egress
              ingress:
              - from:
                - namespaceSelector: {}
                  podSelector:
                    matchExpressions:
                    - key: app
                      operator: Exists
                - ipBlock:
                    cidr: "10.0.0.0/8"
                    except:
                    - "10.1.0.0/16"
                ports:
                - protocol: TCP
                  port: 80
                  endPort: 90
                - port: http
              egress:
              - {}

            """;
        PolicyReadResult result = PolicyYamlReader.Read(Text);

        Assert.Empty(result.Findings);
        Assert.Equal(Text, PolicyYamlWriter.Write(Assert.Single(result.Policies)));
    }

    [Theory]
    [InlineData("1.17", "cilium.io/v2alpha1")]
    [InlineData("1.18", "cilium.io/v2")]
    public void A_CIDR_group_is_read_and_written_without_loss_in_the_version_that_has_it(string minor, string api)
    {
        var version = CiliumVersion.Parse(minor);
        string text = $"apiVersion: {api}\nkind: CiliumCIDRGroup\nmetadata:\n  name: corp\n  labels:\n    team: a\nspec:\n  externalCIDRs:\n  - \"10.0.0.0/8\"\n  - \"2001:db8::/32\"\n";
        PolicyReadResult result = PolicyYamlReader.Read(text, "-", version);

        Assert.Empty(result.Findings);
        Assert.Empty(result.Policies);
        Assert.Equal(text, PolicyYamlWriter.Write(Assert.Single(result.CidrGroups), version));
    }

    [Fact]
    public void A_service_by_name_and_by_labels_is_two_services_and_none_is_lost()
    {
        const string Text = """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: p, namespace: shop}
            spec: {endpointSelector: {}, egress: [{toServices: [{k8sService: {serviceName: s}, k8sServiceSelector: {selector: {matchLabels: {a: b}}, namespace: x}}]}]}
            """;

        IReadOnlyList<ServiceSelector> services = Assert.Single(PolicyYamlReader.Read(Text).Policies).Rules[0].Egress![0].Services!;
        Assert.Equal(["s", null], services.Select(service => service.Name));
        Assert.Equal(["", "x"], services.Select(service => service.Namespace));
    }
}
