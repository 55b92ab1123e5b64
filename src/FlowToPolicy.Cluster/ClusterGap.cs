namespace FlowToPolicy.Cluster;

/// <summary>Something that could not be read, so that answers can say what they lack.</summary>
/// <param name="Resource">The plural with its API group, one of <see cref="ClusterResource.All"/>.</param>
/// <param name="Namespace">Where; empty for all namespaces, and for objects of the whole cluster.</param>
/// <param name="Failure">Why.</param>
/// <param name="Message">One line that says so, and what to do.</param>
public sealed record ClusterGap(string Resource, string Namespace, ClusterFailure Failure, string Message);
