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
        int count = 0;
        foreach (string text in ConformanceFile.All().SelectMany(ConformanceFile.Read).SelectMany(item => item.Policies).Distinct().Where((_, index) => index % 5 == 0))
        {
            foreach (Policy policy in PolicyYamlReader.Read(text).Policies)
            {
                string written = PolicyYamlWriter.Write(policy);
                Policy again = Assert.Single(PolicyYamlReader.Read(written).Policies);
                Assert.Equal(written, PolicyYamlWriter.Write(again));
                count++;
            }
        }

        Assert.True(count > 1_000, $"{count} policies");
    }
}
