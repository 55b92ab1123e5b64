using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Synthesis;
using FlowToPolicy.Tests.Review.ExpectedLogs;

namespace FlowToPolicy.Tests.Review.Cases;

/// <summary>A fixture with its graph and proposal, and questions about it. A workload is asked with each of its label sets.</summary>
internal sealed class Case
{
    private readonly PolicyEvaluator _evaluator;

    private Case(CommunicationGraph graph, ProposalOptions options)
    {
        Graph = graph;
        Proposal = ProposalBuilder.Build(graph, options);
        _evaluator = new PolicyEvaluator([.. Proposal.Policies.Select(p => p.Policy)]);
    }

    public CommunicationGraph Graph { get; }

    public Proposal Proposal { get; }

    public static Case Of(string fixture, Isolation isolation = Isolation.Seen) =>
        new(RecordedLog.Fold(fixture), new ProposalOptions { Isolate = isolation });

    public End End(string name) => Graph.Ends.Single(e => e.Name == name);

    public void AssertAdmitted(string client, string server, ushort port, string address = "") =>
        Assert.All(Judge(client, server, port, address), Assert.True);

    public void AssertDenied(string client, string server, ushort port, string address = "") =>
        Assert.All(Judge(client, server, port, address), Assert.False);

    private IEnumerable<bool> Judge(string client, string server, ushort port, string address)
    {
        Address peer = address.Length == 0 ? default : Address.Parse(address);
        foreach (LabelSet from in End(client).LabelSets)
        {
            foreach (LabelSet to in End(server).LabelSets)
            {
                var source = new PolicyEnd(from, End(client).Kind == EndKind.Workload ? default : peer);
                var destination = new PolicyEnd(to, End(server).Kind == EndKind.Workload ? default : peer);
                yield return _evaluator.Judge(PolicyDirection.Egress, source, destination, Protocol.Tcp, port).Admits
                    && _evaluator.Judge(PolicyDirection.Ingress, destination, source, Protocol.Tcp, port).Admits;
            }
        }
    }
}
