using FlowToPolicy.Identities;

namespace FlowToPolicy.Flows;

/// <summary>
/// One end of a flow as the agent described it. Interned by an <see cref="EndpointTable"/>, so that what repeats is mostly the same
/// object; equality is by value all the same.
/// </summary>
/// <param name="Id">The endpoint's number on the reporting node; non-zero only when the endpoint is local to that node.</param>
/// <param name="Identity">The numeric identity; 0 when not known. From 16777216 on it means something on its node only.</param>
/// <param name="ClusterName">The cluster's name when given (local endpoints since 1.17); else empty.</param>
/// <param name="Namespace">The namespace field; the namespace label, when present, is the better source.</param>
/// <param name="PodName">The pod's name; empty for what is no pod or a pod that is not known.</param>
/// <param name="Labels">The identity's labels; <see cref="LabelSet.Empty"/> when the log does not give them.</param>
/// <param name="WorkloadKind">The kind of the first workload; empty when not given (always so for remote endpoints).</param>
/// <param name="WorkloadName">The name of the first workload; empty when not given.</param>
public sealed record Endpoint(
    uint Id,
    uint Identity,
    string ClusterName,
    string Namespace,
    string PodName,
    LabelSet Labels,
    string WorkloadKind,
    string WorkloadName)
{
    /// <summary>The endpoint of which nothing is known.</summary>
    public static Endpoint Nothing { get; } = new(0, 0, "", "", "", LabelSet.Empty, "", "");
}
