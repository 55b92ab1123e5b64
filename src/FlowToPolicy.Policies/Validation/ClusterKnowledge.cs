using FlowToPolicy.Identities;

namespace FlowToPolicy.Policies.Validation;

/// <summary>A range of addresses inside the cluster.</summary>
/// <param name="Cidr">The range, e.g. <c>10.244.0.0/16</c>.</param>
/// <param name="Holders">Whose it is, in the plural: <c>pods</c>, <c>services</c>, <c>nodes</c>.</param>
public sealed record ClusterRange(string Cidr, string Holders);

/// <summary>A Kubernetes service with the pods behind it.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Backend">The identity labels of the pods behind it; empty when it has no selector.</param>
/// <param name="Ports">Its ports.</param>
public sealed record ClusterService(string Namespace, string Name, LabelSet Backend, IReadOnlyList<ClusterServicePort> Ports);

/// <summary>One port of a service.</summary>
/// <param name="Port">The port of the service.</param>
/// <param name="TargetPort">The port of the pods.</param>
public readonly record struct ClusterServicePort(int Port, int TargetPort);
