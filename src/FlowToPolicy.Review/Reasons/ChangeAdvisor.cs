using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Review.Reasons;

/// <summary>
/// Finds the smallest change that lets a denied connection through at the end that denies it. Each is made and judged before it is told, whichever pods
/// meet: where a deny hides a missing rule, or pods of two revisions lack different ones, several steps are told together.
/// </summary>
public sealed class ChangeAdvisor
{
    private const int MostSteps = 8;

    private readonly EditCandidates _candidates;
    private readonly RuleItems _items;
    private readonly VerificationOptions _options;
    private readonly Policy[] _withoutItems;

    /// <summary>Prepares for the connections of a graph.</summary>
    /// <param name="graph">The window.</param>
    /// <param name="items">The items of the policies that are to be changed.</param>
    /// <param name="options">How connections are judged.</param>
    public ChangeAdvisor(CommunicationGraph graph, RuleItems items, VerificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(items);
        (_candidates, _items, _options) = (new EditCandidates(new Amendments(graph), items.Set.Policies), items, options);
        HashSet<(Policy, PolicyDirection)> open = [.. items.All.Select(item => (item.Reference.Policy, item.Reference.Direction))];
        _withoutItems = [.. items.Set.Policies.Where(policy => Array.Exists(Enum.GetValues<PolicyDirection>(), direction => !open.Contains((policy, direction)) && MayCloseWithoutItems(policy)))];
    }

    /// <summary>The change at the end that denies; null when no rule can name the connection.</summary>
    /// <param name="denial">Why it is denied.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="direction">The side that denies.</param>
    public SuggestedChange? Suggest(Denial denial, ObservedConnection connection, PolicyDirection direction)
    {
        ArgumentNullException.ThrowIfNull(denial);
        ArgumentNullException.ThrowIfNull(connection);
        PolicySet set = _items.Set with { Policies = About(denial, connection, direction) };
        var edits = new List<PolicyEdit>();
        SideVerdict side = new PolicyReplay(set, _options).Judge(connection)[direction];
        Denial reason = denial;
        while (side.Verdict == ReplayVerdict.Denied)
        {
            if (edits.Count == MostSteps || Step(set, reason, connection, side, edits.Count) is not { } step)
            {
                return ByHand(denial);
            }

            edits.Add(step.Edit);
            set = step.After;
            side = new PolicyReplay(set, _options).Judge(connection)[direction];
            reason = side.Verdict == ReplayVerdict.Denied ? Explain(set, connection, side) : reason;
        }

        var change = SuggestedChange.Of(edits);
        return side.Verdict == ReplayVerdict.Admitted ? change
            : edits.Count == 0 ? ByHand(denial)
            : change with { What = $"{change.What}; whether that is enough cannot be judged: {side.Doubt}", Edits = [] };
    }

    private (PolicyEdit Edit, PolicySet After)? Step(PolicySet set, Denial reason, ObservedConnection connection, SideVerdict side, int steps)
    {
        bool ingress = side.Direction == PolicyDirection.Ingress;
        ObservedConnection pair = connection with { Clients = [ingress ? side.Peer! : side.Subject!], Servers = [ingress ? side.Subject! : side.Peer!] };
        foreach (PolicyEdit edit in _candidates.For(reason, connection, side.Direction, steps))
        {
            PolicySet after = set with { Policies = EditedPolicies.After(set.Policies, edit) };

            // Once a deny or a demand of authentication is gone, more may be lacking.
            if (edit.Kind is PolicyEditKind.TakeOut or PolicyEditKind.DropAuthentication
                || new PolicyReplay(after, _options).Judge(pair)[side.Direction].Verdict == ReplayVerdict.Admitted)
            {
                return (edit, after);
            }
        }

        return null;
    }

    private Denial Explain(PolicySet set, ObservedConnection connection, SideVerdict side)
    {
        Edge edge = connection.Edge;
        return new DenialAnalysis(new RuleItems(set, _options.Evaluation))
            .Explain(side.Judgement!, side.Direction, side.Subject!, side.Peer!, edge.Protocol, edge.Port, edge.IsDns);
    }

    // Where no step can be made by a program, a person may still know what to write.
    private static SuggestedChange? ByHand(Denial denial) => (denial.Cause, denial.Rules, denial.Nearest) switch
    {
        (DenialCause.ExplicitDeny, [var first, ..], _) => new SuggestedChange(new PolicyEdit(PolicyEditKind.TakeOut, denial.Rules).Words, first.Position, ""),
        (DenialCause.Conflict, [var first, ..], _) => new SuggestedChange($"make {string.Join(" and ", denial.Rules)} agree, or take one of them out", first.Position, ""),
        (DenialCause.L7Filter, _, { } filter) => new SuggestedChange($"add what is asked to the rules of {filter}", filter.Position, ""),
        _ => null,
    };

    // Policies about other ends say nothing of this one; a few of them are judged much faster than all.
    private Policy[] About(Denial denial, ObservedConnection connection, PolicyDirection direction)
    {
        IReadOnlyList<PolicyEnd> subjects = direction == PolicyDirection.Egress ? connection.Clients : connection.Servers;
        HashSet<Policy> about = new(ReferenceEqualityComparer.Instance);
        about.UnionWith(denial.Rules.Select(rule => rule.Policy));
        foreach (PolicyEnd subject in subjects)
        {
            string space = subject.Labels.FindK8s(LabelKeys.Namespace) ?? "";
            about.UnionWith(_withoutItems.Where(policy => policy.Namespace.Length == 0 || policy.Namespace == space));
            about.UnionWith(Enum.GetValues<PolicyDirection>().SelectMany(side => _items.Selecting(side, subject.Labels)).Select(item => item.Reference.Policy));
        }

        return [.. _items.Set.Policies.Where(about.Contains)];
    }

    private static bool MayCloseWithoutItems(Policy policy) =>
        policy.NetworkPolicy is not null || policy.Rules.Any(rule => rule.DefaultDenyIngress == true || rule.DefaultDenyEgress == true);
}
