using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Tests.Review.Reasons;

/// <summary>Makes a suggested change as a person would: finds each place by its name, and writes there what the YAML says.</summary>
internal static class WrittenChange
{
    public static Policy[] After(IReadOnlyList<Policy> policies, SuggestedChange change)
    {
        var texts = new Queue<string>(change.Yaml.Length == 0 ? [] : change.Yaml.Split("---\n"));
        Policy[] after = [.. policies];
        foreach (PolicyEdit edit in change.Edits)
        {
            Assert.All(edit.Places, place => Assert.Contains(place.ToString(), change.What, StringComparison.Ordinal));
            string text = edit.Kind is PolicyEditKind.TakeOut or PolicyEditKind.DropAuthentication ? "" : texts.Dequeue();
            after = After(after, edit, edit.Kind == PolicyEditKind.AddPorts ? Listed(text) : text);
        }

        Assert.Empty(texts);
        return after;
    }

    /// <summary>Ports are told as they stand in an item that is there; as an item of its own they can be read.</summary>
    private static string Listed(string text)
    {
        Assert.DoesNotMatch("^- ", text);
        return "- " + text.TrimEnd('\n').Replace("\n", "\n  ", StringComparison.Ordinal) + "\n";
    }

    private static Policy[] After(Policy[] policies, PolicyEdit edit, string text)
    {
        if (edit.Kind == PolicyEditKind.AddPolicy)
        {
            Policy added = Read(text);
            Assert.DoesNotContain(policies, policy => Name(policy) == Name(added));
            return [.. policies, added];
        }

        // From the last to the first, so that an item keeps its number until it is taken out.
        foreach (RuleReference place in edit.Places.OrderByDescending(place => place.Item))
        {
            int at = Array.FindIndex(policies, policy => Name(policy) == Name(place.Policy));
            policies = [.. policies[..at], After(policies[at], edit, place, text), .. policies[(at + 1)..]];
        }

        return policies;
    }

    private static Policy After(Policy policy, PolicyEdit edit, RuleReference place, string text)
    {
        bool ingress = place.Direction == PolicyDirection.Ingress;
        if (policy.NetworkPolicy is { } spec)
        {
            List<NetworkPolicyRule> items = [.. (ingress ? spec.Ingress : spec.Egress)!];
            NetworkPolicySpec read = Read(Document(policy.Kind, ingress, text)).NetworkPolicy!;
            items[place.Item] = items[place.Item] with { Ports = [.. items[place.Item].Ports!, .. Assert.Single((ingress ? read.Ingress : read.Egress)!).Ports!] };
            return policy with { NetworkPolicy = ingress ? spec with { Ingress = items } : spec with { Egress = items } };
        }

        Rule rule = policy.Rules[place.Rule];
        List<DirectionItem> allowing = [.. (ingress ? rule.Ingress : rule.Egress) ?? []], denying = [.. (ingress ? rule.IngressDeny : rule.EgressDeny) ?? []];
        DirectionItem? written = text.Length == 0 ? null : Assert.Single((ingress ? Read(Document(policy.Kind, ingress, text)).Rules[0].Ingress : Read(Document(policy.Kind, ingress, text)).Rules[0].Egress)!);
        switch (edit.Kind)
        {
            case PolicyEditKind.AddItem:
                allowing.Add(written!);
                break;
            case PolicyEditKind.AddPorts:
                DirectionItem item = allowing[place.Item];
                allowing[place.Item] = written!.ToPorts is { } ports ? item with { ToPorts = [.. item.ToPorts!, .. ports] } : item with { IcmpEntries = [.. item.IcmpEntries!, .. written.IcmpEntries!] };
                break;
            case PolicyEditKind.DropAuthentication:
                allowing[place.Item] = allowing[place.Item] with { AuthenticationMode = null };
                break;
            default:
                denying.RemoveAt(place.Item);
                if (edit.Words.Contains(": [{}])", StringComparison.Ordinal) && allowing.Count == 0 && denying.Count == 0)
                {
                    allowing.Add(new DirectionItem());
                }

                break;
        }

        IReadOnlyList<DirectionItem>? allow = allowing.Count == 0 ? null : allowing, deny = denying.Count == 0 ? null : denying;
        Rule changed = ingress ? rule with { Ingress = allow, IngressDeny = deny } : rule with { Egress = allow, EgressDeny = deny };
        return policy with { Rules = [.. policy.Rules.Select((other, index) => index == place.Rule ? changed : other)] };
    }

    private static string Document(PolicyKind kind, bool ingress, string item)
    {
        string api = kind == PolicyKind.NetworkPolicy ? "networking.k8s.io/v1" : "cilium.io/v2", subject = kind == PolicyKind.NetworkPolicy ? "podSelector" : "endpointSelector";
        string body = string.Concat(item.TrimEnd('\n').Split('\n').Select(line => $"  {line}\n"));
        return $"apiVersion: {api}\nkind: {kind}\nmetadata: {{name: read}}\nspec:\n  {subject}: {{}}\n  {(ingress ? "ingress" : "egress")}:\n{body}";
    }

    private static Policy Read(string text)
    {
        PolicyReadResult read = PolicyYamlReader.Read(text);
        Assert.Empty(read.Findings.Select(finding => $"{finding}\n{text}"));
        return Assert.Single(read.Policies);
    }

    private static string Name(Policy policy) => $"{policy.Kind} {policy.Namespace}/{policy.Name}";
}
