namespace FlowToPolicy.Identities;

/// <summary>What owns a pod: a Deployment, a StatefulSet, or the pod itself when nobody names an owner.</summary>
/// <param name="Namespace">The Kubernetes namespace.</param>
/// <param name="Kind">The kind as Kubernetes spells it (<c>Deployment</c>, ...), <c>Pod</c> for a bare pod, empty when it was not seen.</param>
/// <param name="Name">The owner's name.</param>
public readonly record struct Workload(string Namespace, string Kind, string Name) : IComparable<Workload>
{
    /// <inheritdoc/>
    public int CompareTo(Workload other)
    {
        int order = string.CompareOrdinal(Namespace, other.Namespace);
        if (order == 0)
        {
            order = string.CompareOrdinal(Name, other.Name);
        }

        return order != 0 ? order : string.CompareOrdinal(Kind, other.Kind);
    }

    /// <summary><c>namespace/name</c>, as <c>kubectl</c> and <c>hubble</c> print it.</summary>
    public override string ToString() => $"{Namespace}/{Name}";

    /// <summary>Orders by namespace, name, kind.</summary>
    public static bool operator <(Workload left, Workload right) => left.CompareTo(right) < 0;

    /// <summary>Orders by namespace, name, kind.</summary>
    public static bool operator >(Workload left, Workload right) => left.CompareTo(right) > 0;

    /// <summary>Orders by namespace, name, kind.</summary>
    public static bool operator <=(Workload left, Workload right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by namespace, name, kind.</summary>
    public static bool operator >=(Workload left, Workload right) => left.CompareTo(right) >= 0;
}
