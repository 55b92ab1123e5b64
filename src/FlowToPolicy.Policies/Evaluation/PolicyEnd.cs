using FlowToPolicy.Identities;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>One end of a connection as Cilium's engine sees it.</summary>
/// <param name="Labels">
/// The complete identity: a pod's own labels with namespace, namespace labels, service account and cluster; or reserved labels
/// (<c>reserved:world</c>, <c>reserved:host</c>, <c>reserved:remote-node</c>, with <c>reserved:kube-apiserver</c> beside them).
/// Labels of the sources <c>cidr</c> and <c>fqdn</c> come from the policies of the cluster that was recorded: they count only where address or names are not given.
/// </param>
/// <param name="Address">The address of an end outside the cluster; no address when it is not known.</param>
/// <param name="Names">
/// The DNS names known for the address, in lower case without trailing dot. Null means that nobody knows them: a rule by name is then uncertain.
/// An empty list means that the address has no name, so that no rule by name takes it in.
/// </param>
public sealed record PolicyEnd(LabelSet Labels, Address Address = default, IReadOnlyList<string>? Names = null)
{
    /// <summary>
    /// The named container ports of the pod. Null means not known: a rule by port name is then uncertain for ingress into this end.
    /// </summary>
    public IReadOnlyList<NamedPort>? NamedPorts { get; init; }
}
