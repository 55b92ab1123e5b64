using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Validation;

/// <summary>
/// The checks of Cilium's <c>Sanitize</c> (pkg/policy/api/rule_validation.go): what operator and agent refuse although the schema allows it.
/// L7 proxy and ICMP rules are taken as switched on, as they are by default.
/// </summary>
public sealed class PolicySanitizer
{
    private readonly EvaluationOptions _options;
    private readonly List<SanitizeFinding> _findings = [];

    private PolicySanitizer(EvaluationOptions options) => _options = options;

    /// <summary>Checks one policy; no finding means that the agent accepts it.</summary>
    public static IReadOnlyList<SanitizeFinding> Check(Policy policy, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var sanitizer = new PolicySanitizer(options ?? EvaluationOptions.Default);
        if (policy.NetworkPolicy is { } spec)
        {
            sanitizer.CheckKubernetes(spec);
        }

        foreach (Rule rule in policy.Rules)
        {
            sanitizer.CheckRule(policy, rule);
        }

        return sanitizer._findings;
    }

    private void CheckRule(Policy policy, Rule rule)
    {
        bool isNodePolicy = rule.NodeSelector is not null;
        if (isNodePolicy && policy.Kind == PolicyKind.CiliumNetworkPolicy)
        {
            Add(rule.Position, "a namespaced policy cannot have a nodeSelector");
        }

        if (isNodePolicy == rule.EndpointSelector is not null)
        {
            Add(rule.Position, "a rule needs exactly one of endpointSelector and nodeSelector");
        }

        bool empty = rule is { Ingress: null or { Count: 0 }, IngressDeny: null or { Count: 0 }, Egress: null or { Count: 0 }, EgressDeny: null or { Count: 0 } };
        if (empty && _options.Version >= new CiliumVersion(1, 18))
        {
            Add(rule.Position, "a rule needs at least one item in ingress, ingressDeny, egress or egressDeny");
        }

        CheckSelectors(rule.Position, [rule.EndpointSelector ?? rule.NodeSelector ?? new LabelSelector()]);
        CheckItems(rule.Ingress, new ItemKind(IsIngress: true, IsDeny: false, isNodePolicy));
        CheckItems(rule.Egress, new ItemKind(IsIngress: false, IsDeny: false, isNodePolicy));
        if (_options.Version >= new CiliumVersion(1, 18))
        {
            CheckItems(rule.IngressDeny, new ItemKind(IsIngress: true, IsDeny: true, isNodePolicy));
            CheckItems(rule.EgressDeny, new ItemKind(IsIngress: false, IsDeny: true, isNodePolicy));
        }
    }

    private void CheckItems(IReadOnlyList<DirectionItem>? items, ItemKind kind)
    {
        foreach (DirectionItem item in items ?? [])
        {
            CheckSelectors(item.Position, [.. item.Endpoints ?? [], .. item.Nodes ?? [], .. item.Requires ?? []]);
            foreach (string message in PeerChecks.Of(item, _options).Concat(PortChecks.Of(item, kind, _options)))
            {
                Add(item.Position, message);
            }
        }
    }

    private void CheckKubernetes(NetworkPolicySpec spec)
    {
        foreach (NetworkPolicyRule rule in (spec.Ingress ?? []).Concat(spec.Egress ?? []))
        {
            foreach (NetworkPolicyPeer peer in rule.Peers ?? [])
            {
                CheckSelectors(rule.Position, [peer.Pods ?? new LabelSelector(), peer.Namespaces ?? new LabelSelector()]);
                if (peer.Block is not { } block)
                {
                    continue;
                }

                if (peer.Pods is not null || peer.Namespaces is not null)
                {
                    Add(rule.Position, "ipBlock and selectors cannot stand in one peer");
                }

                foreach (string message in PeerChecks.OfSet(block))
                {
                    Add(rule.Position, message);
                }
            }
        }
    }

    private void CheckSelectors(SourcePosition position, IEnumerable<LabelSelector> selectors)
    {
        foreach (string message in selectors.SelectMany(SelectorChecks.Of))
        {
            Add(position, message);
        }
    }

    private void Add(SourcePosition position, string message) => _findings.Add(new SanitizeFinding(position, message));
}

/// <summary>What kind of list an item stands in.</summary>
/// <param name="IsIngress">Whether it is about ingress.</param>
/// <param name="IsDeny">Whether it denies.</param>
/// <param name="IsNodePolicy">Whether its rule is about nodes.</param>
internal sealed record ItemKind(bool IsIngress, bool IsDeny, bool IsNodePolicy);
