using System.Globalization;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Review.Reasons;

/// <summary>The steps that may let a denied connection through, the smallest first.</summary>
/// <param name="amendments">Writes items.</param>
/// <param name="policies">The policies, so that no new one takes the name of one of them: applying it would overwrite that.</param>
internal sealed class EditCandidates(Amendments amendments, IReadOnlyList<Policy> policies)
{
    private const int LongestName = 200;

    private readonly HashSet<(string Namespace, string Name)> _names = [.. policies.Select(policy => (policy.Namespace, policy.Name))];

    /// <summary>The steps for a denial; the last ones are for every denial by default.</summary>
    /// <param name="denial">Why it is denied.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="direction">The side that denies.</param>
    /// <param name="steps">How many steps were made before.</param>
    public IEnumerable<PolicyEdit> For(Denial denial, ObservedConnection connection, PolicyDirection direction, int steps)
    {
        switch (denial.Cause)
        {
            case DenialCause.ExplicitDeny:
                return [new PolicyEdit(PolicyEditKind.TakeOut, denial.Rules)];
            case DenialCause.Authentication:
                RuleReference[] demanding = [.. denial.Rules.Where(rule => ItemOf(rule) is { AuthenticationMode: not null })];
                return demanding.Length == 0 ? [] : [new PolicyEdit(PolicyEditKind.DropAuthentication, demanding)];
            case DenialCause.L7Filter:
                return Single(denial.Rules.FirstOrDefault(rule => ItemOf(rule)?.ToPorts?.Any(ports => ports.Dns is not null) == true) is { } filter ? Requests(filter, connection.Edge) : null);
            case DenialCause.Conflict:
                return [];
            case DenialCause.NoRuleForPort or DenialCause.NamedPort when denial.Nearest is { } nearest:
                return [.. Single(Port(nearest, connection.Edge)), .. Items(denial, connection, direction, steps)];
            default:
                return Items(denial, connection, direction, steps);
        }
    }

    // Null for an item of a Kubernetes policy, which has neither L7 rules nor authentication.
    private static DirectionItem? ItemOf(RuleReference reference)
    {
        if (reference.Policy.NetworkPolicy is not null || reference.Item < 0)
        {
            return null;
        }

        Rule rule = reference.Policy.Rules[reference.Rule];
        return (reference.Direction == PolicyDirection.Ingress ? rule.Ingress : rule.Egress)![reference.Item];
    }

    private static IEnumerable<PolicyEdit> Single(PolicyEdit? edit) => edit is null ? [] : [edit];

    // The names that were asked are the only requests that a graph keeps.
    private static PolicyEdit? Requests(RuleReference filter, Edge edge) =>
        Amendments.PortOf(edge) is { ToPorts: [var port, ..] } item && Amendments.QuestionsOf(edge) is { Count: > 0 } names
            ? new PolicyEdit(PolicyEditKind.AddPorts, [filter]) { Item = item with { ToPorts = [port with { Dns = names }] } }
            : null;

    // An item has either ports or ICMP types, and none where it names services (rule_validation.go).
    private static PolicyEdit? Port(RuleReference nearest, Edge edge)
    {
        if (Amendments.PortOf(edge) is not { } port)
        {
            return null;
        }

        if (nearest.Policy.NetworkPolicy is not null)
        {
            var named = new NetworkPolicyPort { Port = edge.Port.ToString(CultureInfo.InvariantCulture), Protocol = edge.Protocol.Name() };
            return edge.Protocol.HasPorts() ? new PolicyEdit(PolicyEditKind.AddPorts, [nearest]) { KubernetesItem = new NetworkPolicyRule { Ports = [named] } } : null;
        }

        DirectionItem item = ItemOf(nearest)!;
        bool fits = port.ToPorts is null ? item.ToPorts is null : item.Icmps is null && item.Services is null;
        return fits ? new PolicyEdit(PolicyEditKind.AddPorts, [nearest]) { Item = port } : null;
    }

    private IEnumerable<PolicyEdit> Items(Denial denial, ObservedConnection connection, PolicyDirection direction, int steps)
    {
        bool ingress = direction == PolicyDirection.Ingress;

        // What stands in a rule about everybody is opened for everybody.
        foreach (RuleReference home in denial.Rules.Where(rule => rule.Policy.NetworkPolicy is null).OrderBy(Breadth))
        {
            if (amendments.Item(connection.Edge, connection.Address, ingress, home.Policy.Namespace) is { } item)
            {
                yield return new PolicyEdit(PolicyEditKind.AddItem, [home with { IsDeny = false, Item = -1 }]) { Item = item };
            }
        }

        foreach ((string space, LabelSelector[] subjects) in Subjects(denial, connection, direction))
        {
            if (amendments.Item(connection.Edge, connection.Address, ingress, space) is { } item)
            {
                yield return new PolicyEdit(PolicyEditKind.AddPolicy, []) { Policy = NewPolicy(connection, direction, space, subjects, item, steps) };
            }
        }
    }

    private static int Breadth(RuleReference rule) =>
        (rule.Policy.Kind == PolicyKind.CiliumClusterwideNetworkPolicy ? 2 : 0) + (rule.Policy.Rules[rule.Rule].EndpointSelector is { IsEmpty: true } ? 1 : 0);

    // The pods of a Kubernetes policy are closed already, so that a policy about the same ones closes nothing; where the agents close everything, none does.
    private IEnumerable<(string Namespace, LabelSelector[] Subjects)> Subjects(Denial denial, ObservedConnection connection, PolicyDirection direction)
    {
        foreach (Policy policy in denial.Rules.Select(rule => rule.Policy))
        {
            if (policy.NetworkPolicy is { } spec)
            {
                yield return (policy.Namespace, [OfPods(spec.PodSelector)]);
            }
        }

        string space = connection.Subject(direction).Workload?.Namespace ?? "";
        bool isServer = direction == PolicyDirection.Ingress;
        if (denial.Rules.Count == 0 && space.Length > 0 && amendments.Item(connection.Edge, connection.Address, !isServer, space)?.Endpoints is { Count: > 0 } selectors)
        {
            yield return (space, [.. selectors]);
        }
    }

    private static LabelSelector OfPods(LabelSelector selector) => new()
    {
        MatchLabels = [.. selector.MatchLabels.Select(label => new KeyValuePair<string, string>($"{Label.Kubernetes}:{label.Key}", label.Value))],
        MatchExpressions = [.. selector.MatchExpressions.Select(expression => expression with { Key = $"{Label.Kubernetes}:{expression.Key}" })],
    };

    private Policy NewPolicy(ObservedConnection connection, PolicyDirection direction, string space, LabelSelector[] subjects, DirectionItem item, int steps)
    {
        bool ingress = direction == PolicyDirection.Ingress;
        return new Policy
        {
            Kind = PolicyKind.CiliumNetworkPolicy,
            Name = FreeName(connection, direction, space, steps),
            Namespace = space,
            Rules = [.. subjects.Select(subject => new Rule { EndpointSelector = subject, Ingress = ingress ? [item] : null, Egress = ingress ? null : [item] })],
        };
    }

    // Of every connection another one, because several changes may be made together.
    private string FreeName(ObservedConnection connection, PolicyDirection direction, string space, int steps)
    {
        End subject = connection.Subject(direction), peer = connection.Peer(direction);
        string way = direction == PolicyDirection.Ingress ? "from" : "to", address = connection.Address.IsNone ? "" : $"-{connection.Address}";
        string wanted = $"{subject.Workload?.Name ?? subject.Name}-{way}-{peer.Name}{address}-{connection.Edge.Protocol}-{connection.Edge.Port}".ToLowerInvariant();
        string plain = string.Concat(wanted.Take(LongestName).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
        string name = $"allow-{plain}{(steps == 0 ? "" : $"-step{steps + 1}")}";
        string free = name;
        for (int number = 2; _names.Contains((space, free)); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
        }

        return free;
    }
}
