using FlowToPolicy.Flows;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Folding;

/// <summary>
/// The sum of what flows said, before it is concluded what that means. A monoid: tallies of files, nodes or hours merge in any order to
/// the tally of all of them. Its size is that of the graph (distinct ends, ports and addresses), never that of the log.
/// </summary>
public sealed class GraphTally
{
    /// <summary>How many reporting nodes are kept.</summary>
    public const int NodeLimit = 65536;

    /// <summary>How many clusters are kept.</summary>
    public const int HomeClusterLimit = 256;

    private readonly Dictionary<RawEnd, RawEnd> _ends = [];
    private readonly long[] _noEdge = new long[(int)NoEdge.TooManyUnclear + 1];
    private readonly long[] _skipped = new long[(int)SkipReason.BeyondLimit + 1];

    /// <summary>Edges of which it is known who opened the connection.</summary>
    public Dictionary<RawEdge, EdgeTally> Edges { get; } = [];

    /// <summary>Sightings of which that has to be concluded.</summary>
    public Dictionary<RawEdge, UnclearTally> Unclear { get; } = [];

    /// <summary>What is known of the pods behind an end.</summary>
    public Dictionary<RawEnd, PodKnowledge> Pods { get; } = [];

    /// <summary>Labels by numeric identity, for flows that give only the number; null where one number had several label sets.</summary>
    public Dictionary<uint, RawEnd?> Identities { get; } = [];

    /// <summary>DNS names by client and address.</summary>
    public KnownNames Names { get; } = new();

    /// <summary>Nodes that reported flows.</summary>
    public BoundedSet<string> Nodes { get; } = new(NodeLimit, StringComparer.Ordinal);

    /// <summary>Clusters whose nodes reported flows.</summary>
    public BoundedSet<string> HomeClusters { get; } = new(HomeClusterLimit, StringComparer.Ordinal);

    /// <summary>Events that were lost, by where.</summary>
    public SortedDictionary<LostEventSource, long> Lost { get; } = [];

    /// <summary>Nodes that a relay could not read from, each with the largest of its messages.</summary>
    public SortedDictionary<string, string> UnreadNodes { get; } = new(StringComparer.Ordinal);

    /// <summary>Time of the earliest flow; 0 when none had a time.</summary>
    public long First { get; private set; }

    /// <summary>Time of the latest flow; 0 when none had a time.</summary>
    public long Last { get; private set; }

    /// <summary>The newest agent version named, as major and minor; null when none.</summary>
    public Version? CiliumVersion { get; private set; }

    /// <summary>How many flows and other lines were read.</summary>
    public long Read { get; set; }

    /// <summary>Flows that became no edge, by reason.</summary>
    public ReadOnlySpan<long> WithoutEdge => _noEdge;

    /// <summary>Lines that held no flow, by reason.</summary>
    public ReadOnlySpan<long> Skipped => _skipped;

    /// <summary>The one object that equals <paramref name="end"/> in this tally.</summary>
    public RawEnd Intern(RawEnd end)
    {
        if (_ends.TryGetValue(end, out RawEnd? known))
        {
            return known;
        }

        _ends.Add(end, end);
        return end;
    }

    /// <summary>Counts a flow that becomes no edge.</summary>
    public void Count(NoEdge reason, long lines = 1) => _noEdge[(int)reason] += lines;

    /// <summary>Counts a line that holds no flow.</summary>
    public void Count(SkipReason reason, long lines = 1) => _skipped[(int)reason] += lines;

    /// <summary>Widens the window to a flow's time; 0 is no time.</summary>
    public void Cover(long time)
    {
        if (time > 0)
        {
            First = First == 0 || time < First ? time : First;
            Last = Math.Max(Last, time);
        }
    }

    /// <summary>Learns an agent's version.</summary>
    public void LearnVersion(Version version) => CiliumVersion = CiliumVersion is null || version > CiliumVersion ? version : CiliumVersion;

    /// <summary>Learns what a numeric identity stands for.</summary>
    public void LearnIdentity(uint identity, RawEnd end)
    {
        if (!Identities.TryGetValue(identity, out RawEnd? known))
        {
            Identities.Add(identity, end);
        }
        else if (known is not null && (!known.Labels.Equals(end.Labels) || known.Namespace != end.Namespace))
        {
            Identities[identity] = null;
        }
    }

    /// <summary>Adds what another tally saw.</summary>
    public void Merge(GraphTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach ((RawEdge edge, EdgeTally tally) in other.Edges)
        {
            Slot(Edges, Intern(edge)).Merge(tally);
        }

        foreach ((RawEdge edge, UnclearTally tally) in other.Unclear)
        {
            Slot(Unclear, Intern(edge)).Merge(tally);
        }

        foreach ((RawEnd end, PodKnowledge known) in other.Pods)
        {
            Slot(Pods, Intern(end)).Merge(known);
        }

        MergeIdentities(other);
        MergeCounts(other);
        Names.Merge(other.Names);
        Nodes.Merge(other.Nodes);
        HomeClusters.Merge(other.HomeClusters);
        Cover(other.First);
        Cover(other.Last);
        if (other.CiliumVersion is not null)
        {
            LearnVersion(other.CiliumVersion);
        }
    }

    /// <summary>Learns what a relay says of its nodes.</summary>
    public void Learn(NodeStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        if (status.State is not (NodeState.Unavailable or NodeState.Error))
        {
            return;
        }

        foreach (string node in status.Nodes)
        {
            string message = status.Message.Length > 0 ? status.Message : "not reachable";
            if (!UnreadNodes.TryGetValue(node, out string? known) || string.CompareOrdinal(message, known) > 0)
            {
                UnreadNodes[node] = message;
            }
        }
    }

    /// <summary>Adds what was seen of one edge.</summary>
    internal void Add(RawEdge edge, EdgeTally seen) => Slot(Edges, Intern(edge)).Merge(seen);

    /// <summary>Adds unclear sightings between two ends.</summary>
    internal void Add(RawEdge edge, UnclearTally seen) => Slot(Unclear, Intern(edge)).Merge(seen);

    /// <summary>Adds what is known of the pods behind an end.</summary>
    internal void Add(RawEnd end, PodKnowledge known) => Slot(Pods, Intern(end)).Merge(known);

    /// <summary>The value of a key, made when it is missing.</summary>
    internal static TValue Slot<TKey, TValue>(Dictionary<TKey, TValue> table, TKey key)
        where TKey : notnull
        where TValue : new()
    {
        ref TValue? slot = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(table, key, out bool exists);
        return exists ? slot! : slot = new TValue();
    }

    private RawEdge Intern(RawEdge edge) => edge with { Client = Intern(edge.Client), Server = Intern(edge.Server) };

    private void MergeIdentities(GraphTally other)
    {
        foreach ((uint identity, RawEnd? end) in other.Identities)
        {
            if (end is null)
            {
                Identities[identity] = null;
            }
            else
            {
                LearnIdentity(identity, Intern(end));
            }
        }
    }

    private void MergeCounts(GraphTally other)
    {
        Read += other.Read;
        for (int i = 0; i < _noEdge.Length; i++)
        {
            _noEdge[i] += other._noEdge[i];
        }

        for (int i = 0; i < _skipped.Length; i++)
        {
            _skipped[i] += other._skipped[i];
        }

        foreach ((LostEventSource source, long count) in other.Lost)
        {
            Lost[source] = Lost.GetValueOrDefault(source) + count;
        }

        foreach ((string node, string message) in other.UnreadNodes)
        {
            Learn(new NodeStatus(NodeState.Error, [node], message));
        }
    }
}
