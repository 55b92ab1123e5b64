using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Synthesis;
using FlowToPolicy.Tests.Review.ExpectedLogs;

namespace FlowToPolicy.Tests.Review.Verification;

/// <summary>
/// Our proposal for each recorded log, damaged at one place after another as reviewers damage policies by hand: exactly the connections that
/// the damage stops are denied, each for the right cause and at the right end. What is right is worked out without the evaluator.
/// </summary>
public class ChangedProposalTests
{
    private static readonly Dictionary<string, Func<Policy, IEnumerable<Policy?>>> Changes = new()
    {
        ["policy removed"] = policy => [null],
        ["item removed"] = policy => OnEachItem(policy, _ => true, _ => null),
        ["DNS item removed"] = policy => OnEachItem(policy, item => item.ToPorts?.Any(rule => rule.Dns is not null) == true, _ => null),
        ["namespace taken out of the selectors"] = policy => OnEachItem(
            policy, item => item.Endpoints?.Any(NamesNamespace) == true, item => item with { Endpoints = [.. item.Endpoints!.Select(WithoutNamespace)] }),
        ["one name removed"] = policy => OnEachItem(
            policy, item => item.Fqdns is not null, item => item with { Fqdns = item.Fqdns!.Count > 1 ? [.. item.Fqdns.Skip(1)] : [new FqdnSelector { MatchName = "moved.example.com" }] }),
        ["CIDR narrowed"] = policy => OnEachItem(policy, item => item.Cidrs is not null, item => item with { Cidrs = item.Cidrs!.Count > 1 ? [.. item.Cidrs.Skip(1)] : ["192.0.2.77/32"] }),
        ["port moved"] = policy => OnEachItem(
            policy, item => item.ToPorts is not null, item => item with { ToPorts = [.. item.ToPorts!.Select(rule => rule with { Ports = [.. rule.Ports.Select(port => port with { Port = "1" })] })] }),
        ["deny of a peer added"] = policy => (policy.Rules[0].Ingress ?? []).Where(item => item.Endpoints is not null)
            .Select(item => policy with { Rules = [policy.Rules[0] with { IngressDeny = [new DirectionItem { Endpoints = item.Endpoints }] }] }),
        ["deny of the world added"] = policy => [policy with { Rules = [policy.Rules[0] with { EgressDeny = [new DirectionItem { Entities = [ReservedIdentity.World] }] }] }],
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string log in (string[])["small", "two-weeks", "dual-stack", "per-node"])
            {
                foreach (string change in Changes.Keys)
                {
                    cases.Add(log, change);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Exactly_what_the_damage_stops_is_denied_for_its_cause(string log, string change)
    {
        CommunicationGraph graph = RecordedLog.Fold(log);
        Proposal proposal = ProposalBuilder.Build(graph, new ProposalOptions());
        Policy[] fitting = [.. proposal.Policies.Select(p => p.Policy)];
        VerificationOptions options = VerificationOptions.For(graph);
        int damaged = 0, denied = 0, unjudged = 0;
        for (int i = 0; i < fitting.Length; i++)
        {
            foreach (Policy? instead in Changes[change](fitting[i]))
            {
                Policy[] changed = [.. fitting.Select((policy, index) => index == i ? instead : policy).OfType<Policy>()];
                VerificationResult result = AssertExact(graph, changed, options, $"{change} in {fitting[i].Namespace}/{fitting[i].Name}");
                (denied, unjudged) = (denied + result.WouldBeDenied.Count(), unjudged + result.Unjudged);
                damaged++;
            }
        }

        Assert.True(damaged > 0, $"{log} has no place for: {change}");

        // Where rules by name open the port too, an address without a known name may have one of theirs: then nobody can say.
        Assert.True(change == "policy removed" ? denied == 0 : denied > 0 || (change == "CIDR narrowed" && unjudged > 0), $"{denied} denied, {unjudged} not judged");
    }

    private static VerificationResult AssertExact(CommunicationGraph graph, Policy[] policies, VerificationOptions options, string about)
    {
        VerificationResult result = Verifier.Verify(graph, new PolicySet(policies, []), options);
        var judge = new PlainJudge(policies);
        string[] expected =
        [
            .. result.Verdicts.Where(verdict => verdict.Verdict != ReplayVerdict.Unjudged && verdict.Connection.WasLetThrough)
                .SelectMany(verdict => Enum.GetValues<PolicyDirection>().Select(direction => (verdict.Connection, direction, Cause: judge.Why(verdict.Connection, direction))))
                .Where(row => row.Cause is not null).Select(row => Row(row.Connection, row.direction, row.Cause!.Value)),
        ];
        string[] actual =
        [
            .. result.Denials.Where(group => group.Cause != DenialCause.OtherEnd && group.WasLetThrough)
                .SelectMany(group => group.Connections.Select(verdict => Row(verdict.Connection, group.Direction, group.Cause))),
        ];
        Assert.True(expected.ToHashSet().SetEquals(actual), $"{about}\nmissing: {string.Join("; ", expected.Except(actual))}\nexcess: {string.Join("; ", actual.Except(expected))}");

        // What cannot be judged is never counted as harmless: only addresses whose names the log does not tell.
        Assert.All(result.Verdicts.Where(verdict => verdict.Verdict == ReplayVerdict.Unjudged), verdict => Assert.False(verdict.Connection.Address.IsNone, about));
        return result;
    }

    private static string Row(ObservedConnection connection, PolicyDirection direction, DenialCause cause) =>
        $"{connection.Edge.Client} -> {connection.Edge.Server} {connection.Edge.Protocol}/{connection.Edge.Port} {connection.Address} {direction}: {cause}";

    // Once for each item that fits, with the item changed or taken out; an emptied direction stays closed.
    private static IEnumerable<Policy> OnEachItem(Policy policy, Func<DirectionItem, bool> fits, Func<DirectionItem, DirectionItem?> change)
    {
        Rule rule = policy.Rules[0];
        IEnumerable<DirectionItem[]> Lists(IReadOnlyList<DirectionItem>? items) => Enumerable.Range(0, items?.Count ?? 0).Where(i => fits(items![i])).Select(i =>
        {
            DirectionItem[] rest = [.. items!.Select((item, index) => index == i ? change(item) : item).OfType<DirectionItem>()];
            return rest.Length > 0 ? rest : [new DirectionItem()];
        });
        return Lists(rule.Ingress).Select(items => policy with { Rules = [rule with { Ingress = items }] })
            .Concat(Lists(rule.Egress).Select(items => policy with { Rules = [rule with { Egress = items }] }));
    }

    private static bool NamesNamespace(LabelSelector selector) => selector.MatchLabels.Any(label => label.Key.EndsWith(LabelKeys.Namespace, StringComparison.Ordinal));

    private static LabelSelector WithoutNamespace(LabelSelector selector) =>
        selector with { MatchLabels = [.. selector.MatchLabels.Where(label => !label.Key.EndsWith(LabelKeys.Namespace, StringComparison.Ordinal))] };
}
