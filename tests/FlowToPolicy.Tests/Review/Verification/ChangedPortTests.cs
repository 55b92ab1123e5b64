using System.Globalization;
using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Synthesis;
using FlowToPolicy.Tests.Review.ExpectedLogs;

namespace FlowToPolicy.Tests.Review.Verification;

/// <summary>Our proposal with a port taken out of it denies exactly the connections on that port, and says so.</summary>
public class ChangedPortTests
{
    [Theory]
    [InlineData("small", "8080")]
    [InlineData("small", "5432")]
    [InlineData("small", "9090")]
    [InlineData("two-weeks", "8080")]
    [InlineData("two-weeks", "5432")]
    [InlineData("dual-stack", "8080")]
    [InlineData("dual-stack", "5432")]
    [InlineData("per-node", "8080")]
    [InlineData("per-node", "5432")]
    public void The_connections_on_the_changed_port_are_denied_for_it_and_no_others(string log, string port)
    {
        CommunicationGraph graph = RecordedLog.Fold(log);
        Proposal proposal = ProposalBuilder.Build(graph, new ProposalOptions());
        PolicySet fitting = Set(proposal.Policies.Select(p => p.Policy)), changed = Set(proposal.Policies.Select(p => Moved(p.Policy, port)));
        VerificationOptions options = VerificationOptions.For(graph);
        var before = new PolicyReplay(fitting, options);
        ushort number = ushort.Parse(port, CultureInfo.InvariantCulture);

        // What a port rule of the proposal closes: connections on that port, of which an end is closed; worked out from the proposal alone.
        HashSet<Edge> expected = [.. ObservedConnection.Of(graph).Select(before.Judge).Where(IsByRule).Where(v => v.Connection is { WasLetThrough: true } c && c.Edge.Port == number).Select(v => v.Connection.Edge)];
        VerificationResult result = Verifier.Verify(graph, changed, options);
        Assert.NotEmpty(expected);
        Assert.Equal(Rows(expected), Rows(result.WouldBeDenied.Select(v => v.Connection.Edge).Distinct().Except(proposal.Uncovered)));
        Assert.All(
            result.Denials.Where(group => expected.Contains(group.Edge) && group.Cause != DenialCause.OtherEnd),
            group => Assert.Contains(group.Cause, (DenialCause[])[DenialCause.NoRuleForPort, DenialCause.NoRuleForPeer, DenialCause.Name]));

        // The moved rule still takes in the peer, so wherever it names one by labels the port is what lacks.
        Assert.All(
            result.Denials.Where(group => expected.Contains(group.Edge) && group.Cause != DenialCause.OtherEnd && group.Peer.Kind == EndKind.Workload),
            group => Assert.Equal(DenialCause.NoRuleForPort, group.Cause));
        Assert.All(result.Denials.Where(group => group.Cause == DenialCause.NoRuleForPort), group => Assert.NotNull(group.Denial.Nearest));
    }

    // The local host gets in without any rule.
    private static bool IsByRule(ConnectionVerdict verdict) =>
        Enum.GetValues<PolicyDirection>().Any(direction => verdict[direction].Judgement is { Admits: true, Rules.Count: > 0 }
            && !(direction == PolicyDirection.Ingress && verdict.Connection.Edge.Client.Kind == EndKind.Host));

    private static Policy Moved(Policy policy, string port) => policy with
    {
        Rules = [.. policy.Rules.Select(rule => rule with { Ingress = Moved(rule.Ingress, port), Egress = Moved(rule.Egress, port) })],
    };

    private static IReadOnlyList<DirectionItem>? Moved(IReadOnlyList<DirectionItem>? items, string port) => items is null
        ? null
        : [.. items.Select(item => item with { ToPorts = item.ToPorts is null ? null : [.. item.ToPorts.Select(rule => rule with { Ports = [.. rule.Ports.Select(p => p.Port == port ? p with { Port = "1" } : p)] })] })];

    private static PolicySet Set(IEnumerable<Policy> policies) => new([.. policies], []);

    private static IEnumerable<string> Rows(IEnumerable<Edge> edges) => edges.Select(edge => $"{edge.Client} -> {edge.Server} {edge.Protocol}/{edge.Port}").Order(StringComparer.Ordinal);
}
