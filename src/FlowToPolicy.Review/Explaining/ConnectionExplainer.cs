using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Explaining;

/// <summary>Says why connections between two ends are or are not let through by a policy set.</summary>
public sealed class ConnectionExplainer
{
    private readonly CommunicationGraph? _graph;
    private readonly PolicySet _set;
    private readonly VerificationOptions _options;
    private readonly PolicyReplay _replay;
    private readonly RuleItems _items;
    private readonly DenialAnalysis _denials;

    /// <summary>Prepares for a policy set.</summary>
    /// <param name="graph">The window; null when there is none.</param>
    /// <param name="set">The policies, all that are in force together.</param>
    /// <param name="options">How to judge.</param>
    public ConnectionExplainer(CommunicationGraph? graph, PolicySet set, VerificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_graph, _set, _options) = (graph, set, options);
        _replay = new PolicyReplay(set, options);
        _items = new RuleItems(set, options.Evaluation);
        _denials = new DenialAnalysis(_items);
    }

    /// <summary>The pods of the cluster, as far as they are known: a change is to be about no other than those asked for.</summary>
    public IReadOnlyList<KnownPod> Pods { get; init; } = [];

    /// <summary>Explains the connections from one end to another.</summary>
    /// <param name="client">Who calls.</param>
    /// <param name="server">Who is called.</param>
    /// <param name="port">The port; null for every port that was observed or that rules about the ends name.</param>
    public ConnectionExplanation Explain(ExplainedEnd client, ExplainedEnd server, AskedPort? port)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(server);
        var connections = new AskedConnections(_graph, client, server);
        IReadOnlyList<(AskedPort Port, string Name)> ports = port is { } one
            ? [(one, one.ToString())]
            : AskedPorts.Of(connections, _items, client, server, _options.Evaluation.LocalCluster);
        PortExplanation[] answers = [.. ports.Select(asked => Explain(connections, asked.Port, asked.Name, isAsked: port is not null))];
        return new ConnectionExplanation(client, server,
        [
            .. answers.Where(answer => answer.Observed.Count > 0),
            .. answers.Where(answer => answer.Observed.Count == 0).GroupBy(State).Select(group => Together([.. group])),
        ]);
    }

    private PortExplanation Explain(AskedConnections connections, AskedPort port, string name, bool isAsked)
    {
        ObservedConnection asked = connections.Asked(port);
        ConnectionVerdict verdict = _replay.Judge(asked);
        ConnectionVerdict[] observed = [.. connections.On(port).Select(_replay.Judge)];

        // A change for a port that nobody asked about and nobody used is no help.
        CommunicationGraph? graph = isAsked || observed.Length > 0 ? ImaginedGraph.With(_graph, asked.Edge, _options) : null;
        ChangeAdvisor? advisor = graph is null ? null : new ChangeAdvisor(graph, _items, _options);
        DirectionExplanation egress = Explain(verdict, verdict.Egress, advisor), ingress = Explain(verdict, verdict.Ingress, advisor);
        return new PortExplanation
        {
            Ports = [name],
            Verdict = verdict.Verdict,
            Egress = egress,
            Ingress = ingress,
            Observed = observed,
            Closing = graph is not null && verdict.Verdict == ReplayVerdict.Admitted ? new ClosingAdvisor(graph, _set, Pods, _options).Suggest(asked, egress, ingress) : null,
        };
    }

    private DirectionExplanation Explain(ConnectionVerdict verdict, SideVerdict side, ChangeAdvisor? advisor)
    {
        if (side.Subject is not { } subject)
        {
            return new DirectionExplanation { Side = side, Isolating = [], Rules = [], Notes = [], Denial = null, Opening = null };
        }

        Edge edge = verdict.Connection.Edge;
        var about = new ItemsAbout(_items, side, edge);
        Denial? denial = side.Verdict == ReplayVerdict.Denied && side is { Judgement: { } judgement, Peer: { } peer }
            ? _denials.Explain(judgement, side.Direction, subject, peer, edge.Protocol, edge.Port, edge.IsDns)
            : null;
        return new DirectionExplanation
        {
            Side = side,
            Isolating = IsolatingRules.Of(_set, _options.Evaluation, side.Direction, subject.Labels),
            Rules = about.Findings,
            Notes = about.Notes(_set, _options.Evaluation),
            Denial = denial,
            Opening = denial is null ? null : advisor?.Suggest(denial, verdict.Connection, side.Direction),
        };
    }

    private static string State(PortExplanation answer) => $"{answer.Verdict}\n{State(answer.Egress)}\n{State(answer.Ingress)}";

    private static string State(DirectionExplanation side) =>
        $"{side.Side.Verdict} {side.Side.Judgement?.Kind} {side.Side.Doubt} {side.Denial?.Explanation}\n{string.Join('\n', side.Rules.Where(rule => rule.Matches).Select(rule => rule.Reference))}\n{string.Join('\n', side.Notes)}";

    // What nearly matches is told as far as it is the same for all of them.
    private static PortExplanation Together(PortExplanation[] answers) => answers[0] with
    {
        Ports = [.. answers.SelectMany(answer => answer.Ports)],
        Egress = answers[0].Egress with { Rules = Shared(answers, answer => answer.Egress) },
        Ingress = answers[0].Ingress with { Rules = Shared(answers, answer => answer.Ingress) },
    };

    private static RuleFinding[] Shared(PortExplanation[] answers, Func<PortExplanation, DirectionExplanation> side) =>
        [.. side(answers[0]).Rules.Where(rule => Array.TrueForAll(answers, answer => side(answer).Rules.Any(other => other.Reference == rule.Reference && other.Lacks == rule.Lacks)))];
}
