using System.Buffers;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;
using YamlNode = YamlDotNet.RepresentationModel.YamlNode;

namespace FlowToPolicy.Tests.Policies.Yaml;

public sealed class PolicyYamlWriterTests
{
    private static readonly SearchValues<char> Printable = SearchValues.Create("\n" + string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c)));

    [Fact]
    public void A_policy_looks_as_in_the_documentation()
    {
        Assert.Equal(
            """
            # made by a test
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata:
              name: f2p-api
              namespace: shop
              labels:
                a: x
                b: "on"
            spec:
              endpointSelector:
                matchLabels:
                  app: api
              ingress:
              # 12 connections
              - fromEndpoints:
                - matchLabels:
                    app: web
                    k8s:io.kubernetes.pod.namespace: front
                toPorts:
                - ports:
                  # seen daily
                  - port: "8080"
                    protocol: TCP
              egress:
              - {}

            """,
            PolicyYamlWriter.Write(Sample()));
    }

    [Fact]
    public void The_canonical_text_has_no_comments_and_comments_do_not_change_it()
    {
        string rules = PolicyYamlWriter.WriteRules(Sample());

        Assert.DoesNotContain('#', rules);
        Assert.Equal(rules, PolicyYamlWriter.WriteRules(Sample() with { Comments = ["other"] }));
        Assert.NotEqual(rules, PolicyYamlWriter.WriteRules(Sample() with { Name = "other" }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20260101)]
    public void Hostile_strings_come_back_as_the_same_strings_for_readers_of_either_version(int seed)
    {
        foreach (string text in HostileText.Strings(seed, 5_000))
        {
            Policy policy = Sample() with
            {
                Name = text,
                Annotations = new Dictionary<string, string> { [text] = text },
                Comments = [text],
                Rules = [Sample().Rules[0] with { Description = text, Egress = [new DirectionItem { Comments = [text, text], Entities = [text] }] }],
            };
            string yaml = PolicyYamlWriter.Write(policy);

            Assert.False(yaml.AsSpan().ContainsAnyExcept(Printable), $"not printable in {yaml}");
            YamlMappingNode root = Load(yaml);
            var metadata = (YamlMappingNode)root["metadata"];
            Assert.Equal(["apiVersion", "kind", "metadata", "spec"], root.Children.Keys.Select(key => ((YamlScalarNode)key).Value));
            AssertString(text, metadata["name"]);
            (YamlNode key, YamlNode value) = Assert.Single(((YamlMappingNode)metadata["annotations"]).Children);
            AssertString(text, key);
            AssertString(text, value);
            AssertString(text, root["spec"]["description"]);
            AssertString(text, root["spec"]["egress"][0]["toEntities"][0]);
        }
    }

    [Fact]
    public void Ports_and_patterns_are_always_quoted()
    {
        var rule = new PortRule { Ports = [new PortProtocol { Port = "http" }], Dns = [new FqdnSelector { MatchPattern = "a.example.com" }] };
        string yaml = PolicyYamlWriter.Write(Sample() with { Rules = [new Rule { EndpointSelector = new(), Egress = [new DirectionItem { ToPorts = [rule] }] }] });

        Assert.Contains("- port: \"http\"", yaml, StringComparison.Ordinal);
        Assert.Contains("- matchPattern: \"a.example.com\"", yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_half_surrogate_becomes_the_replacement_character()
    {
        string yaml = PolicyYamlWriter.Write(Sample() with { Name = "a\uD800" });

        Assert.Contains("name: \"a\\uFFFD\"", yaml, StringComparison.Ordinal);
    }

    private static YamlMappingNode Load(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }

    private static void AssertString(string expected, YamlNode node)
    {
        var scalar = Assert.IsType<YamlScalarNode>(node);
        Assert.Equal(expected, scalar.Value);
        Assert.True(scalar.Style == ScalarStyle.DoubleQuoted || Yaml11.IsString(expected), $"'{expected}' is written plain");
    }

    private static Policy Sample() => new()
    {
        Kind = PolicyKind.CiliumNetworkPolicy,
        Name = "f2p-api",
        Namespace = "shop",
        Labels = new Dictionary<string, string> { ["b"] = "on", ["a"] = "x" },
        Comments = ["made by a test"],
        Rules =
        [
            new Rule
            {
                EndpointSelector = new LabelSelector { MatchLabels = [new("app", "api")] },
                Ingress =
                [
                    new DirectionItem
                    {
                        Comments = ["12 connections"],
                        Endpoints = [new LabelSelector { MatchLabels = [new("app", "web"), new("k8s:io.kubernetes.pod.namespace", "front")] }],
                        ToPorts = [new PortRule { Ports = [new PortProtocol { Port = "8080", Protocol = "TCP", Comments = ["seen daily"] }] }],
                    },
                ],
                Egress = [new DirectionItem()],
            },
        ],
    };
}
