using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Verification;

/// <summary>Replays a window through a policy set and says of every connection what becomes of it, and why.</summary>
public static class Verifier
{
    /// <summary>Replays all connections of a graph.</summary>
    /// <param name="graph">The window.</param>
    /// <param name="policies">The policies, all that would be in force together.</param>
    /// <param name="options">How to replay; see <see cref="VerificationOptions.For"/>.</param>
    public static VerificationResult Verify(CommunicationGraph graph, PolicySet policies, VerificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(options);
        var replay = new PolicyReplay(policies, options);
        ConnectionVerdict[] verdicts = [.. ObservedConnection.Of(graph).Select(replay.Judge)];
        var items = new RuleItems(policies, options.Evaluation);
        var analysis = new DenialAnalysis(items);
        var advisor = new ChangeAdvisor(graph, items, options);
        return new VerificationResult
        {
            Verdicts = verdicts,
            Denials = Groups(verdicts, analysis, advisor),
            UnlistedAddresses = graph.Edges.Where(IsWorldly).Sum(edge => edge.AddressesBeyond),
            Options = options,
        };
    }

    private static bool IsWorldly(Edge edge) => edge.Client.Kind == EndKind.World || edge.Server.Kind == EndKind.World;

    // Nothing but connections of one edge stands in one group, and those of an edge follow each other.
    private static DenialGroup[] Groups(ConnectionVerdict[] verdicts, DenialAnalysis analysis, ChangeAdvisor advisor)
    {
        var groups = new List<DenialGroup>();
        var views = new List<View>();
        for (int i = 0; i < verdicts.Length; i++)
        {
            if (verdicts[i].Verdict == ReplayVerdict.Denied)
            {
                views.AddRange(Views(verdicts[i], analysis));
            }

            if (views.Count > 0 && (i + 1 == verdicts.Length || verdicts[i + 1].Connection.Edge != verdicts[i].Connection.Edge))
            {
                groups.AddRange(views.GroupBy(view => (view.Direction, view.Cause, view.Verdict.Connection.WasLetThrough)).Select(group => Group([.. group], advisor)));
                views.Clear();
            }
        }

        return
        [
            .. groups.OrderByDescending(group => group.WasLetThrough)
                .ThenBy(group => group.Subject, End.Order).ThenBy(group => group.Direction).ThenBy(group => group.Peer, End.Order)
                .ThenBy(group => group.Edge.Protocol).ThenBy(group => group.Edge.Port).ThenBy(group => group.Cause),
        ];
    }

    private static DenialGroup Group(View[] views, ChangeAdvisor advisor)
    {
        (ConnectionVerdict verdict, PolicyDirection direction, Denial denial, SideVerdict stopping) = views[0];
        return new DenialGroup(advisor)
        {
            Direction = direction,
            StoppedAt = stopping.Direction,
            Edge = verdict.Connection.Edge,
            Cause = views[0].Cause,
            Denial = denial,
            Connections = [.. views.Select(view => view.Verdict)],
        };
    }

    // A workload whose own policies admit a connection sees it fail all the same: it gets a row that points to the other end.
    private static IEnumerable<View> Views(ConnectionVerdict verdict, DenialAnalysis analysis)
    {
        foreach (PolicyDirection direction in Enum.GetValues<PolicyDirection>())
        {
            SideVerdict own = verdict[direction];
            if (own.Verdict == ReplayVerdict.Denied)
            {
                yield return new View(verdict, direction, Explain(verdict, own, analysis), own);
            }
            else if (verdict.Connection.Subject(direction) is { Kind: EndKind.Workload, IsHome: true })
            {
                SideVerdict other = verdict[direction == PolicyDirection.Egress ? PolicyDirection.Ingress : PolicyDirection.Egress];
                yield return new View(verdict, direction, Explain(verdict, other, analysis), other);
            }
        }
    }

    private static Denial Explain(ConnectionVerdict verdict, SideVerdict side, DenialAnalysis analysis)
    {
        Edge edge = verdict.Connection.Edge;
        return analysis.Explain(side.Judgement!, side.Direction, side.Subject!, side.Peer!, edge.Protocol, edge.Port, edge.IsDns);
    }

    private sealed record View(ConnectionVerdict Verdict, PolicyDirection Direction, Denial Denial, SideVerdict Stopping)
    {
        public DenialCause Cause => Stopping.Direction == Direction ? Denial.Cause : DenialCause.OtherEnd;
    }
}
