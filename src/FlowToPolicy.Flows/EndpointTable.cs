using FlowToPolicy.Identities;

namespace FlowToPolicy.Flows;

/// <summary>
/// Gives every distinct endpoint, label set and name list one object. Shared by the decoders of one analysis; not thread-safe.
/// Its size is that of the cluster seen (distinct pods and identities), not of the number of flows.
/// </summary>
public sealed class EndpointTable
{
    private readonly Dictionary<Endpoint, Endpoint> _endpoints = new() { [Endpoint.Nothing] = Endpoint.Nothing };
    private readonly Dictionary<LabelSet, LabelSet> _labelSets = new() { [LabelSet.Empty] = LabelSet.Empty };

    /// <summary>How many distinct endpoints are known.</summary>
    public int Count => _endpoints.Count;

    /// <summary>The one object that equals <paramref name="endpoint"/>.</summary>
    public Endpoint Intern(Endpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (_endpoints.TryGetValue(endpoint, out Endpoint? known))
        {
            return known;
        }

        Endpoint kept = endpoint with { Labels = Intern(endpoint.Labels) };
        _endpoints.Add(kept, kept);
        return kept;
    }

    /// <summary>The one object that equals <paramref name="labels"/>.</summary>
    public LabelSet Intern(LabelSet labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (_labelSets.TryGetValue(labels, out LabelSet? known))
        {
            return known;
        }

        _labelSets.Add(labels, labels);
        return labels;
    }
}
