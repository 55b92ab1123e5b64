namespace FlowToPolicy.Flows;

/// <summary>
/// Which flows are wanted: those between <c>--since</c> and <c>--until</c> of which at least one end is in a wanted
/// namespace or is a wanted pod. Files and relay ask the same filter. Immutable.
/// </summary>
public sealed class FlowFilter
{
    private readonly PodPattern[] _patterns;
    private readonly long _since;
    private readonly long _until;

    /// <summary>
    /// Makes a filter. As in <c>hubble observe</c>, namespaces narrow bare pod names: <c>-n shop --pod web</c> is
    /// <c>shop/web</c>, and without pods a namespace means all its pods.
    /// </summary>
    /// <param name="namespaces">Wanted namespaces; none means all.</param>
    /// <param name="pods">Wanted pods, see <see cref="PodPattern"/>; none means all.</param>
    /// <param name="since">The earliest time that is wanted, inclusive, in ticks (<see cref="DateTime.Ticks"/>, UTC); 0 means no limit.</param>
    /// <param name="until">The latest time that is wanted, inclusive; 0 means no limit.</param>
    /// <exception cref="ArgumentException">A pod is in none of the namespaces, see <see cref="Conflict"/>.</exception>
    public FlowFilter(IReadOnlyList<string>? namespaces = null, IReadOnlyList<string>? pods = null, long since = 0, long until = 0)
    {
        if (Conflict(namespaces, pods) is { } conflict)
        {
            throw new ArgumentException(conflict, nameof(pods));
        }

        _patterns = PatternsOf(namespaces ?? [], pods ?? []);
        _since = since;
        _until = until;
    }

    /// <summary>The filter that lets every flow pass.</summary>
    public static FlowFilter Everything { get; } = new();

    /// <summary>The wanted pods and namespaces, of which a flow's source or destination must match one; none means all.</summary>
    public IReadOnlyList<PodPattern> Patterns => _patterns;

    /// <summary>Whether the filter looks at the time of flows.</summary>
    public bool HasWindow => _since != 0 || _until != 0;

    /// <summary>
    /// Why these namespaces and pods cannot be asked for together (a pod that names a namespace which is not among the
    /// namespaces, as <c>-n shop --pod pay/db</c>), or null when they can.
    /// </summary>
    public static string? Conflict(IReadOnlyList<string>? namespaces, IReadOnlyList<string>? pods)
    {
        if (namespaces is not { Count: > 0 })
        {
            return null;
        }

        foreach (string pod in pods ?? [])
        {
            string named = PodPattern.Parse(pod, "").Namespace;
            if (named.Length > 0 && !namespaces.Contains(named))
            {
                return $"pod '{pod}' is in none of the namespaces asked for ({string.Join(", ", namespaces)})";
            }
        }

        return null;
    }

    /// <summary>Whether the flow is wanted; if not, <paramref name="reason"/> says why.</summary>
    public bool Admits(in Flow flow, out SkipReason reason)
    {
        if (HasWindow && !InWindow(flow.Time))
        {
            reason = flow.Time == 0 ? SkipReason.NoTime : SkipReason.OutsideWindow;
            return false;
        }

        reason = default;
        if (_patterns.Length == 0)
        {
            return true;
        }

        foreach (ref readonly PodPattern pattern in _patterns.AsSpan())
        {
            if (pattern.Matches(flow.Source) || pattern.Matches(flow.Destination))
            {
                return true;
            }
        }

        reason = SkipReason.FilteredOut;
        return false;
    }

    private bool InWindow(long time) => time != 0 && time >= _since && (_until == 0 || time <= _until);

    private static PodPattern[] PatternsOf(IReadOnlyList<string> namespaces, IReadOnlyList<string> pods)
    {
        if (pods.Count == 0)
        {
            return [.. namespaces.Select(n => new PodPattern(n, "")).Distinct()];
        }

        IReadOnlyList<string> bare = namespaces.Count == 0 ? ["default"] : namespaces;
        return [.. pods.SelectMany(pod => bare.Select(ns => PodPattern.Parse(pod, ns))).Distinct()];
    }
}
