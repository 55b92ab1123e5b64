using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Tests.Review.ExpectedLogs;

/// <summary>Asks a set of policies about the connections of a log, both ends each.</summary>
internal sealed class ProposalJudge(IReadOnlyList<Policy> policies, LogFacts facts)
{
    private readonly PolicyEvaluator _evaluator = new(policies, new EvaluationOptions { DualStack = facts.ReservedEnds.Any(r => r.Contains("world-ipv", StringComparison.Ordinal)) });

    public bool Admits(string from, string to, Protocol protocol, ushort port, Address address = default, IReadOnlyList<string>? names = null)
    {
        PolicyEnd client = End(from, from.StartsWith("reserved:", StringComparison.Ordinal) ? address : default, null);
        PolicyEnd server = End(to, to.StartsWith("reserved:", StringComparison.Ordinal) ? address : default, names);
        return _evaluator.Judge(PolicyDirection.Egress, client, server, protocol, port).Admits
            && _evaluator.Judge(PolicyDirection.Ingress, server, client, protocol, port).Admits;
    }

    private PolicyEnd End(string name, Address address, IReadOnlyList<string>? names) =>
        name.StartsWith("reserved:", StringComparison.Ordinal)
            ? new PolicyEnd(LabelSet.Parse(name.Split(',')), address, names)
            : new PolicyEnd(facts.Workloads[name]);
}
