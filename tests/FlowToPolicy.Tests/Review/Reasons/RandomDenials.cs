using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Synthesis;
using FlowToPolicy.Tests.Policies.RandomSets;
using FlowToPolicy.Tests.Review.Usage;
using FlowToPolicy.Tests.Synthesis;

namespace FlowToPolicy.Tests.Review.Reasons;

/// <summary>A window and policies that stop much of it, for every cause: rules by port name, L7 rules and authentication besides what is usual.</summary>
internal sealed record RandomDenials(CommunicationGraph Graph, PolicySet Policies, VerificationOptions Options)
{
    public static RandomDenials Of(int seed)
    {
        CommunicationGraph graph = RandomCluster.Story(seed).Graph();
        var dice = new Dice(seed);

        // Our own proposal fits; a piece that is broken out of it leaves the rest near.
        IEnumerable<Policy> policies = dice.Chance(45)
            ? ProposalBuilder.Build(graph, new ProposalOptions { Isolate = dice.One(Isolation.Seen, Isolation.All) }).Policies.Select(proposed => proposed.Policy)
            : RandomUsagePolicies.Of(seed, graph);
        VerificationOptions options = VerificationOptions.For(graph);
        return new RandomDenials(graph, new PolicySet([.. policies.Select(policy => Changed(policy, dice))], []), options with
        {
            Evaluation = options.Evaluation with
            {
                Enforcement = dice.Chance(10) ? EnforcementMode.Always : EnforcementMode.Default,
                HostFirewall = dice.Chance(10),
                ClusterNamedPorts = [[new NamedPort("web", (ushort)(8080 + dice.Below(3)), Protocol.Tcp)]],
            },
        });
    }

    private static Policy Changed(Policy policy, Dice dice) => policy.NetworkPolicy is { } spec
        ? policy with { NetworkPolicy = spec with { Ingress = Changed(spec.Ingress, dice), Egress = Changed(spec.Egress, dice) } }
        : policy with { Rules = [.. policy.Rules.Select(rule => rule with { Ingress = Changed(rule.Ingress, false, dice), Egress = Changed(rule.Egress, true, dice) })] };

    private static NetworkPolicyRule[]? Changed(IReadOnlyList<NetworkPolicyRule>? rules, Dice dice) =>
        rules is null ? null : [.. rules.Select(rule => rule.Ports is not null && dice.Chance(10) ? rule with { Ports = [new NetworkPolicyPort { Port = "web", Protocol = "TCP" }] } : rule)];

    private static DirectionItem[]? Changed(IReadOnlyList<DirectionItem>? items, bool isEgress, Dice dice)
    {
        if (items is null)
        {
            return null;
        }

        DirectionItem[] changed = [.. items.Select(item => Changed(item, isEgress, dice))];
        return changed.Length > 1 && dice.Chance(20) ? changed[1..] : changed;
    }

    private static DirectionItem Changed(DirectionItem item, bool isEgress, Dice dice)
    {
        if (isEgress && item.ToPorts is { } rules && rules.Any(rule => rule.Dns is not null || rule.Ports.All(port => port is { Port: "53", EndPort: null })) && dice.Chance(60))
        {
            return item with { ToPorts = [.. rules.Select(rule => rule with { Dns = [new FqdnSelector { MatchName = "a.example.com" }] })] };
        }

        return dice.Below(10) switch
        {
            0 when !item.IsEmpty => item with { AuthenticationMode = "required" },
            1 when item is { ToPorts: not null, Services: null } => item with { ToPorts = [new PortRule { Ports = [new PortProtocol { Port = "web", Protocol = "TCP" }] }] },
            2 when item.Endpoints is not null => item with { Endpoints = [.. item.Endpoints.Select(selector => selector with { MatchLabels = [.. selector.MatchLabels.Where(label => !label.Key.Contains(LabelKeys.Namespace, StringComparison.Ordinal))] })] },
            _ => item,
        };
    }
}
