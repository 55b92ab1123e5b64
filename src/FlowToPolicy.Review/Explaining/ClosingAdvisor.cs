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
    private readonly CommunicationGraph _graph;
    private readonly PolicySet _set;
    private readonly IReadOnlyList<KnownPod> _pods;
    private readonly VerificationOptions _options;
    private readonly Amendments _amendments;

    /// <summary>Prepares for a graph that holds the connection, the policies in force, and the pods that are known.</summary>
    public ClosingAdvisor(CommunicationGraph graph, PolicySet set, IReadOnlyList<KnownPod> pods, VerificationOptions options) =>
        (_graph, _set, _pods, _options, _amendments) = (graph, set, pods, options, new Amendments(graph));

    /// <summary>The change at the server when policies may be about it, else at the client; null when no rule can name the connection.</summary>
    public SuggestedChange? Suggest(ObservedConnection connection, DirectionExplanation egress, DirectionExplanation ingress)
    {
        DirectionExplanation[] sides = [.. new[] { ingress, egress }.Where(side => side.HasPolicies)];
        return sides.Select(side => Removal(connection, side)).FirstOrDefault(change => change is not null)
            ?? sides.Select(side => Deny(connection, side)).FirstOrDefault(change => change is not null);
    }

    // Only an item that opens one port to one peer does nothing else.
    private SuggestedChange? Removal(ObservedConnection connection, DirectionExplanation side)
    {
        RuleFinding[] hits = [.. side.Rules.Where(rule => rule is { Matches: true, Reference.IsDeny: false })];
        if (hits is not [var only] || side.Isolating.Count == 0 || !IsSingle(only.Reference) || !Closes(connection, Without(only.Reference)))
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

        DirectionItem item = Items(reference)[reference.Item];
        int peers = (item.Endpoints?.Count ?? 0) + (item.Cidrs?.Count ?? 0) + (item.Fqdns?.Count ?? 0);
        int ports = (item.ToPorts ?? []).Sum(ports => ports.Ports.Count) + (item.Icmps?.Count ?? 0);
        return peers == 1 && ports == 1 && item.Endpoints?[0].IsEmpty != true;
    }

    private static IReadOnlyList<DirectionItem> Items(RuleReference reference)
    {
        Rule rule = reference.Policy.Rules[reference.Rule];
        return (reference.Direction == PolicyDirection.Ingress ? rule.Ingress : rule.Egress)!;
    }

    private Policy[] Without(RuleReference reference)
    {
        DirectionItem[] rest = [.. Items(reference).Where((_, index) => index != reference.Item)];
        rest = rest.Length > 0 ? rest : [new DirectionItem()];
        Rule rule = reference.Policy.Rules[reference.Rule];
        Rule changed = reference.Direction == PolicyDirection.Ingress ? rule with { Ingress = rest } : rule with { Egress = rest };
        Policy policy = reference.Policy with { Rules = [.. reference.Policy.Rules.Select((other, index) => index == reference.Rule ? changed : other)] };
        return [.. _set.Policies.Select(other => ReferenceEquals(other, reference.Policy) ? policy : other)];
    }

    private SuggestedChange? Deny(ObservedConnection connection, DirectionExplanation side)
    {
        PolicyDirection direction = side.Side.Direction;
        bool ingress = direction == PolicyDirection.Ingress;
        string space = connection.Subject(direction).Workload?.Namespace ?? "";
        RuleReference? home = side.Isolating.FirstOrDefault(rule => rule.Policy.NetworkPolicy is null && rule.Policy.Namespace == space && IsAboutNobodyElse(rule, connection));
        if (space.Length == 0 || Denying(connection, ingress, space) is not { } denied)
        {
            return null;
        }

        if (home is not null)
        {
            Rule about = new() { EndpointSelector = home.Policy.Rules[home.Rule].EndpointSelector, IngressDeny = ingress ? [denied] : null, EgressDeny = ingress ? null : [denied] };
            return !Closes(connection, [.. _set.Policies, home.Policy with { Rules = [about] }]) ? null : new SuggestedChange(
                $"add this item to {(ingress ? "ingressDeny" : "egressDeny")} of {home.Policy.Namespace}/{home.Policy.Name}", home.Position, PolicyYamlWriter.WriteItem(denied, ingress));
        }

        if (_amendments.Item(connection.Edge, connection.Address, !ingress, space)?.Endpoints is not [var subject, ..])
        {
            return null;
        }

        // Where the direction is closed already, a deny closes nothing else by itself.
        bool? defaultDeny = side.Isolating.Count > 0 ? null : false;
        var policy = new Policy
        {
            Kind = PolicyKind.CiliumNetworkPolicy,
            Name = $"deny-{connection.Subject(direction).Workload!.Value.Name}-{(ingress ? "ingress" : "egress")}",
            Namespace = space,
            Rules =
            [
                new Rule
                {
                    EndpointSelector = subject,
                    IngressDeny = ingress ? [denied] : null,
                    EgressDeny = ingress ? null : [denied],
                    DefaultDenyIngress = ingress ? defaultDeny : null,
                    DefaultDenyEgress = ingress ? null : defaultDeny,
                },
            ],
        };
        return Closes(connection, [.. _set.Policies, policy])
            ? new SuggestedChange($"add this policy, which closes nothing else{(defaultDeny is null ? "" : " (enableDefaultDeny needs Cilium 1.16)")}", default, PolicyYamlWriter.Write(policy))
            : null;
    }

    // What stands in a policy about others as well would be closed for them too.
    private bool IsAboutNobodyElse(RuleReference rule, ObservedConnection connection)
    {
        End subject = connection.Subject(rule.Direction);
        var alone = new PolicyEvaluator(_set with { Policies = [rule.Policy with { Rules = [rule.Policy.Rules[rule.Rule]] }] }, _options.Evaluation);
        return !_graph.Ends.Concat(_graph.Bystanders).Any(end => end != subject && end.Kind == EndKind.Workload && end.IsHome && end.LabelSets.Any(labels => alone.IsIsolated(rule.Direction, labels)))
            && !_pods.Any(pod => pod.Workload != subject.Workload && alone.IsIsolated(rule.Direction, pod.Labels));
    }

    private DirectionItem? Denying(ObservedConnection connection, bool ingress, string space)
    {
        // An item that lets nodes in names all of them; what is to be closed is the pod's own.
        DirectionItem? item = ingress && connection.Edge.Client.Kind == EndKind.Host
            ? Amendments.PortOf(connection.Edge) is { } port ? port with { Entities = [ReservedIdentity.Host] } : null
            : _amendments.Item(connection.Edge, connection.Address, ingress, space);
        if (item?.Fqdns is null)
        {
            return item;
        }

        // Names cannot stand in a deny rule: the API server prunes them.
        Address[] addresses = [.. (ingress ? connection.Clients : connection.Servers).Select(end => end.Address).Where(address => !address.IsNone && address != WorldEnds.Placeholder).Distinct()];
        return addresses.Length == 0 ? null : item with { Fqdns = null, Cidrs = [.. addresses.Select(address => address.HostPrefix)] };
    }

    // No change is told that would not do what it is told for, whichever pods and addresses meet.
    private bool Closes(ObservedConnection connection, Policy[] policies)
    {
        var replay = new PolicyReplay(_set with { Policies = policies }, _options);
        return connection.Clients.All(client => connection.Servers.All(
            server => replay.Judge(connection with { Clients = [client], Servers = [server] }).Verdict == ReplayVerdict.Denied));
    }
}
