using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Review.Explaining;

/// <summary>A pod that the cluster itself tells of, whether or not a flow shows it.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Workload">What owns it.</param>
/// <param name="Labels">Its identity as Cilium sees it.</param>
/// <param name="Addresses">Its addresses.</param>
/// <param name="NamedPorts">Its container ports that have a name.</param>
public sealed record KnownPod(
    string Namespace, string Name, Workload Workload, LabelSet Labels, IReadOnlyList<Address> Addresses, IReadOnlyList<NamedPort> NamedPorts);
