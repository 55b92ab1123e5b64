using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Vocabulary;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Explaining;

/// <summary>The ports to explain when the reader names none: those observed, those that rules about the ends name, and one for all others.</summary>
internal static class AskedPorts
{
    /// <summary>The ports with their names, in stable order.</summary>
    public static IReadOnlyList<(AskedPort Port, string Name)> Of(AskedConnections connections, RuleItems items, ExplainedEnd client, ExplainedEnd server, string cluster)
    {
        IEnumerable<RuleItem> about = client.Identities.SelectMany(identity => items.Selecting(PolicyDirection.Egress, identity.Labels))
            .Concat(server.Identities.SelectMany(identity => items.Selecting(PolicyDirection.Ingress, identity.Labels)));
        var vocabulary = PolicyVocabulary.Of([new PolicySet([.. about.Select(item => item.Reference.Policy).Distinct(ReferenceEqualityComparer.Instance).Cast<Policy>()], [])], cluster);
        foreach (Edge edge in connections.Observed.Select(connection => connection.Edge).Distinct())
        {
            vocabulary.AddPort(edge.Protocol, edge.Port);
        }

        return
        [
            .. vocabulary.Ports.Where(ports => ports.First > 0 || ports.Protocol.IsIcmp())
                .Select(ports => (new AskedPort(ports.Protocol, ports.IsRest && ports.Protocol.IsIcmp() && ports.First == 0 ? (ushort)1 : ports.First), ports.ToString())),
        ];
    }
}
