using System.Runtime.InteropServices;
using FlowToPolicy.Flows;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Folding;

/// <summary>
/// Gives endpoints their raw ends. Pods come and go, and the next one with the same labels is nearly always the same raw end as the
/// last one, so labels are classified once and not for each pod.
/// </summary>
internal sealed class EndMemory(GraphTally tally)
{
    private readonly Dictionary<LabelSet, Known> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>The raw end of an endpoint, as <paramref name="endpoint"/>'s tally knows it.</summary>
    public RawEnd Of(Endpoint endpoint)
    {
        if (endpoint.Labels.Count == 0)
        {
            return tally.Intern(EndClassifier.Classify(endpoint));
        }

        if (_known.Count >= EndpointTable.Limit)
        {
            _known.Clear();
        }

        ref Known known = ref CollectionsMarshal.GetValueRefOrAddDefault(_known, endpoint.Labels, out bool isKnown);
        if (!isKnown)
        {
            known = new Known(endpoint.Labels);
        }

        if (known.End is not { } end || !known.IsEndOf(endpoint))
        {
            end = tally.Intern(EndClassifier.Classify(endpoint));
            known.End = end;
        }

        return end;
    }

    /// <summary>What labels say of the pods that have them, and the end that the last one was.</summary>
    private struct Known(LabelSet labels)
    {
        private readonly bool _hasNamespace = labels.FindK8s(LabelKeys.Namespace) is { Length: > 0 };
        private readonly bool _hasCluster = labels.FindK8s(LabelKeys.Cluster) is not null;

        public RawEnd? End { get; set; }

        /// <summary>Whether an endpoint with these labels is the same end as the last one.</summary>
        public readonly bool IsEndOf(Endpoint endpoint)
        {
            if (!End!.IsPod)
            {
                // Without a namespace nothing is known of a pod; all else is told by labels alone.
                return End.Kind != RawEndKind.Unknown;
            }

            bool nameIsOurs = endpoint.Namespace.Length == 0 || endpoint.Namespace == End.Namespace;
            return (_hasNamespace || nameIsOurs) && (_hasCluster || endpoint.ClusterName == End.Cluster)
                && (_hasNamespace || endpoint.Namespace.Length > 0) && End.Name.IsOf(nameIsOurs ? endpoint.PodName : "");
        }
    }
}
