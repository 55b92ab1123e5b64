using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Review.Explaining;

/// <summary>Finds the smallest change that closes a connection that is let through: taking out the only rule that lets it, or a deny rule.</summary>
internal sealed class ClosingAdvisor
{
    private readonly Amendments _amendments;

    /// <summary>Prepares for a graph that holds the connection.</summary>
    public ClosingAdvisor(CommunicationGraph graph) => _amendments = new Amendments(graph);

    /// <summary>The change at the server when policies may be about it, else at the client; null when no rule can name the connection.</summary>
    public SuggestedChange? Suggest(ObservedConnection connection, DirectionExplanation egress, DirectionExplanation ingress)
    {
        DirectionExplanation[] sides = [.. new[] { ingress, egress }.Where(side => side.HasPolicies)];
        return sides.Select(Removal).FirstOrDefault(change => change is not null)
            ?? sides.Select(side => Deny(connection, side)).FirstOrDefault(change => change is not null);
    }

    // Only an item that opens one port to one peer does nothing else.
    private static SuggestedChange? Removal(DirectionExplanation side)
    {
        RuleFinding[] hits = [.. side.Rules.Where(rule => rule is { Matches: true, Reference.IsDeny: false })];
        if (hits is not [var only] || side.Isolating.Count == 0 || !IsSingle(only.Reference))
        {
            return null;
        }

        return new SuggestedChange($"take out {only.Reference}, the only rule that lets it through; leave the list as [{{}}] if it is its last item", only.Reference.Position, only.Yaml);
    }

    private static bool IsSingle(RuleReference reference)
    {
        if (reference.Policy.NetworkPolicy is not null)
        {
            return false;
        }

        Rule rule = reference.Policy.Rules[reference.Rule];
        DirectionItem item = (reference.Direction == PolicyDirection.Ingress ? rule.Ingress : rule.Egress)![reference.Item];
        int peers = (item.Endpoints?.Count ?? 0) + (item.Cidrs?.Count ?? 0) + (item.Fqdns?.Count ?? 0);
        int ports = (item.ToPorts ?? []).Sum(ports => ports.Ports.Count) + (item.Icmps?.Count ?? 0);
        return peers == 1 && ports == 1 && item.Endpoints?[0].IsEmpty != true;
    }

    private SuggestedChange? Deny(ObservedConnection connection, DirectionExplanation side)
    {
        bool ingress = side.Side.Direction == PolicyDirection.Ingress;
        Edge edge = connection.Edge;
        RuleReference? home = side.Isolating.FirstOrDefault(rule => rule.Policy.NetworkPolicy is null);
        string space = home?.Policy.Namespace ?? connection.Subject(side.Side.Direction).Workload?.Namespace ?? "";
        if (_amendments.Item(edge, connection.Address, ingress, space) is not { } item || Deniable(item, connection.Address) is not { } denied)
        {
            return null;
        }

        string list = ingress ? "ingressDeny" : "egressDeny";
        if (home is not null)
        {
            string name = home.Policy.Namespace.Length == 0 ? home.Policy.Name : $"{home.Policy.Namespace}/{home.Policy.Name}";
            return new SuggestedChange($"add this item to {list} of {name}", home.Position, PolicyYamlWriter.WriteItem(denied, ingress));
        }

        if (space.Length == 0 || _amendments.Item(edge, connection.Address, !ingress, space)?.Endpoints is not [var subject, ..])
        {
            return null;
        }

        var policy = new Policy
        {
            Kind = PolicyKind.CiliumNetworkPolicy,
            Name = $"deny-{connection.Subject(side.Side.Direction).Workload!.Value.Name}-{list.ToLowerInvariant()}",
            Namespace = space,
            Rules =
            [
                new Rule
                {
                    EndpointSelector = subject,
                    IngressDeny = ingress ? [denied] : null,
                    EgressDeny = ingress ? null : [denied],
                    DefaultDenyIngress = ingress ? false : null,
                    DefaultDenyEgress = ingress ? null : false,
                },
            ],
        };
        return new SuggestedChange("add this policy, which closes nothing else (enableDefaultDeny needs Cilium 1.16)", default, PolicyYamlWriter.Write(policy));
    }

    // Names cannot stand in a deny rule: the API server prunes them.
    private static DirectionItem? Deniable(DirectionItem item, Address address) =>
        item.Fqdns is null ? item
        : address.IsNone || address == WorldEnds.Placeholder ? null
        : item with { Fqdns = null, Cidrs = [address.HostPrefix] };
}
