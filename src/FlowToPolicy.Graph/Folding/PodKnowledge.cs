using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Folding;

/// <summary>What the log says of the pods behind one raw end: who owns them and how some of them are called.</summary>
public sealed class PodKnowledge
{
    /// <summary>How many pod names are kept.</summary>
    internal const int NameLimit = 3;

    private readonly SortedDictionary<(string Kind, string Name), long> _owners = [];
    private (string Kind, string Name) _last = ("", "");
    private long _timesOfLast;

    /// <summary>Up to three pod names.</summary>
    public BoundedSet<string> PodNames { get; } = new(NameLimit, StringComparer.Ordinal);

    /// <summary>The owner that was named most often, the smaller name among equals; null when nobody named one.</summary>
    public (string Kind, string Name)? Owner
    {
        get
        {
            (string Kind, string Name)? best = null;
            long most = 0;
            foreach (((string Kind, string Name) owner, long times) in Owners)
            {
                if (times > most)
                {
                    (best, most) = (owner, times);
                }
            }

            return best;
        }
    }

    /// <summary>Everybody who was named as the owner, with how often.</summary>
    internal IReadOnlyDictionary<(string Kind, string Name), long> Owners
    {
        get
        {
            AddLast();
            return _owners;
        }
    }

    /// <summary>Learns what an endpoint said in so many flows.</summary>
    public void Learn(string kind, string owner, string podName, long times)
    {
        if (owner.Length > 0)
        {
            // Pods of one end have one owner, as a rule.
            if (_last != (kind, owner))
            {
                AddLast();
                _last = (kind, owner);
            }

            _timesOfLast += times;
        }

        if (podName.Length > 0)
        {
            PodNames.Add(podName);
        }
    }

    /// <summary>Adds what another one knows.</summary>
    public void Merge(PodKnowledge other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (((string kind, string name), long times) in other.Owners)
        {
            Learn(kind, name, "", times);
        }

        PodNames.Merge(other.PodNames);
    }

    private void AddLast()
    {
        if (_timesOfLast > 0)
        {
            _owners[_last] = _owners.GetValueOrDefault(_last) + _timesOfLast;
            _timesOfLast = 0;
        }
    }
}
