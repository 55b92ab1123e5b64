using FlowToPolicy.Identities;

namespace FlowToPolicy.Flows;

/// <summary>
/// Gives equal endpoints and label sets one object. Shared by the decoders of one analysis; not thread-safe. Bounded: a cluster whose
/// pods come and go for weeks would fill it, so it starts anew when it is full, and equal ones are then different objects once more.
/// </summary>
public sealed class EndpointTable
{
    /// <summary>How many endpoints, and how many label sets, are kept.</summary>
    public const int Limit = 65536;

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

        if (_endpoints.Count >= Limit)
        {
            _endpoints.Clear();
            _endpoints.Add(Endpoint.Nothing, Endpoint.Nothing);
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

        if (_labelSets.Count >= Limit)
        {
            _labelSets.Clear();
            _labelSets.Add(LabelSet.Empty, LabelSet.Empty);
        }

        _labelSets.Add(labels, labels);
        return labels;
    }
}
