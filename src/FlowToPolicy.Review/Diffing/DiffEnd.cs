using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Review.Diffing;

/// <summary>An end that two policy sets are compared over.</summary>
/// <param name="Name">What readers see: <c>shop/web</c>, <c>any other pod of shop</c>, <c>10.0.0.0/8</c>.</param>
/// <param name="End">The end as policies see it.</param>
/// <param name="HasPolicies">Whether policies may be about it: a pod of this cluster.</param>
/// <param name="IsGeneral">Whether it stands for many that nobody names: another pod of a namespace, an entity, the world.</param>
/// <param name="Observed">The end of the graph; null for one that only policies or nobody names.</param>
public sealed record DiffEnd(string Name, PolicyEnd End, bool HasPolicies, bool IsGeneral, End? Observed = null);
