using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Policies.Validation.Sanitize;

/// <summary>
/// The checks of Cilium's <c>Sanitize</c> (pkg/policy/api/rule_validation.go): what operator and agent refuse although the schema allows it.
/// The agent stops at the first of them; here all are given.
/// </summary>
public static class PolicySanitizer
{
    /// <summary>Checks one policy; no finding means that the agent accepts it.</summary>
    public static IReadOnlyList<SanitizeFinding> Check(Policy policy, SanitizeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Check(policy, hasSpec: policy.Rules.Count == 1, new SanitizeLog(options ?? new SanitizeOptions(), document: null));
    }

    /// <summary>Checks the draft of a document, as if the schema had taken it; the findings have their positions.</summary>
    public static IReadOnlyList<SanitizeFinding> Check(PolicyDocument document, SanitizeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Draft is { } policy
            ? Check(policy, document.Root.Find("spec") is SourceMap, new SanitizeLog(options ?? new SanitizeOptions(), document))
            : [];
    }

    private static IReadOnlyList<SanitizeFinding> Check(Policy policy, bool hasSpec, SanitizeLog log)
    {
        if (policy.Kind == PolicyKind.NetworkPolicy)
        {
            KubernetesSanitizer.Check(policy.NetworkPolicy ?? new NetworkPolicySpec(), FieldPath.Root.Key("spec"), log);
            return log.Findings;
        }

        log.AddIf(policy.Rules.Count == 0, SanitizeCheck.NoRules, FieldPath.Root.Key("spec"), "a policy needs spec or specs");
        for (int i = 0; i < policy.Rules.Count; i++)
        {
            int index = hasSpec ? i - 1 : i;
            FieldPath path = index < 0 ? FieldPath.Root.Key("spec") : FieldPath.Root.Key("specs").Item(index);
            CheckRule(policy.Kind, policy.Rules[i], path, log);
        }

        return log.Findings;
    }

    private static void CheckRule(PolicyKind kind, Rule rule, FieldPath path, SanitizeLog log)
    {
        bool isNodePolicy = rule.NodeSelector is not null;
        bool isClusterwide = kind == PolicyKind.CiliumClusterwideNetworkPolicy;
        log.AddIf(isNodePolicy && !isClusterwide, SanitizeCheck.NodeSelectorInNamespace, path.Key("nodeSelector"), "a namespaced policy cannot have a nodeSelector");
        log.AddIf(
            isNodePolicy == rule.EndpointSelector is not null, SanitizeCheck.SubjectNotExactlyOne, path, "a rule needs exactly one of endpointSelector and nodeSelector");
        bool empty = rule is { Ingress: null or { Count: 0 }, IngressDeny: null or { Count: 0 }, Egress: null or { Count: 0 }, EgressDeny: null or { Count: 0 } };
        log.AddIf(empty && log.IsSince(18), SanitizeCheck.EmptyRule, path, "a rule needs at least one item in ingress, ingressDeny, egress or egressDeny");
        SelectorChecks.Check(rule.EndpointSelector, path.Key("endpointSelector"), log);
        SelectorChecks.Check(rule.NodeSelector, path.Key("nodeSelector"), log);

        CheckItems(rule.Ingress, "ingress");
        CheckItems(rule.Egress, "egress");
        if (log.IsSince(18))
        {
            CheckItems(rule.IngressDeny, "ingressDeny");
            CheckItems(rule.EgressDeny, "egressDeny");
        }
        else
        {
            CheckNames(rule.IngressDeny, "ingressDeny");
            CheckNames(rule.EgressDeny, "egressDeny");
        }

        void CheckItems(IReadOnlyList<DirectionItem>? items, string list)
        {
            var place = new ItemPlace(list, isNodePolicy, isClusterwide);
            for (int i = 0; i < items?.Count; i++)
            {
                PeerChecks.Check(items[i], place, path.Key(list).Item(i), log);
                IcmpChecks.Check(items[i], path.Key(list).Item(i), log);
                PortChecks.Check(items[i], place, path.Key(list).Item(i), log);
            }
        }

        // The names of ICMP types are read with the JSON, before anything is checked.
        void CheckNames(IReadOnlyList<DirectionItem>? items, string list)
        {
            for (int i = 0; i < items?.Count; i++)
            {
                IcmpChecks.CheckTypes(items[i], path.Key(list).Item(i), log);
            }
        }
    }
}
