namespace FlowToPolicy.Policies.Model;

/// <summary>Policies that hold together, with the CIDR groups that they may name.</summary>
/// <param name="Policies">The policies of all kinds.</param>
/// <param name="CidrGroups">The CiliumCIDRGroups.</param>
public sealed record PolicySet(IReadOnlyList<Policy> Policies, IReadOnlyList<CidrGroup> CidrGroups)
{
    /// <summary>
    /// Whether every CIDR group of the cluster is here. If so, a group that is not here has no addresses, as in Cilium; if not, what it holds is not known.
    /// </summary>
    public bool IsComplete { get; init; }
}
