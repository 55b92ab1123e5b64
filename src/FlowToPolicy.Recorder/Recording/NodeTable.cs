using System.Globalization;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Relay;

namespace FlowToPolicy.Recorder.Recording;

/// <summary>The nodes that are followed. Not thread-safe.</summary>
internal sealed class NodeTable(RecordingOptions options)
{
    private const int DeafPolls = 2;
    private static readonly long Farewell = TimeSpan.TicksPerDay;

    private readonly Dictionary<string, NodeProgress> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _missing = new(StringComparer.Ordinal);
    private NodeProgress? _last;
    private string? _lastName;

    /// <summary>All nodes.</summary>
    public Dictionary<string, NodeProgress>.ValueCollection All => _nodes.Values;

    /// <summary>How many nodes there are.</summary>
    public int Count => _nodes.Count;

    /// <summary>The node of this name, made when it is new; null when there are too many.</summary>
    public NodeProgress? Get(string name)
    {
        // Names are interned by the decoder, and flows of one node often come in a row.
        if (ReferenceEquals(name, _lastName))
        {
            return _last;
        }

        if (!_nodes.TryGetValue(name, out NodeProgress? node))
        {
            if (_nodes.Count >= options.MaxNodes)
            {
                return null;
            }

            node = new NodeProgress(name, options);
            _nodes.Add(name, node);
        }

        (_last, _lastName) = (node, name);
        return node;
    }

    /// <summary>
    /// The node that a notice means: notices may write a node's name without its cluster where flows write it with one, or the other way
    /// round. Null when it is not known, or when it could be two.
    /// </summary>
    public NodeProgress? Find(string name)
    {
        if (_nodes.TryGetValue(name, out NodeProgress? known))
        {
            return known;
        }

        ReadOnlySpan<char> bare = Bare(name);
        NodeProgress? found = null;
        foreach (NodeProgress node in _nodes.Values)
        {
            if (Bare(node.Name).SequenceEqual(bare) && (name.Length == bare.Length || !node.Name.Contains('/', StringComparison.Ordinal)))
            {
                if (found is not null)
                {
                    return null;
                }

                found = node;
            }
        }

        return found;
    }

    /// <summary>See <see cref="RecordingSink.Polled"/>.</summary>
    public string? Polled(IReadOnlyList<RelayNode> nodes, Dictionary<string, long> received, long asked, bool comparable, List<string> notices)
    {
        string? deaf = null;
        var there = new HashSet<NodeProgress>();
        foreach (RelayNode said in nodes)
        {
            if (said.State is not (NodeState.Connected or NodeState.Unknown) || said.Uptime <= TimeSpan.Zero || Find(said.Name) is not { } node || !there.Add(node))
            {
                continue;
            }

            long start = asked - said.Uptime.Ticks;
            var poll = new NodePoll(asked, start, (long)Math.Min(said.SeenFlows, long.MaxValue), received.GetValueOrDefault(node.Name), comparable);
            if (node.Count.Take(poll, node, options.ClockSlack.Ticks))
            {
                node.Span.BreakAt(start);
                notices.Add(string.Create(CultureInfo.InvariantCulture, $"the agent on {node.Name} has started anew at {new DateTime(start, DateTimeKind.Utc):yyyy-MM-ddTHH:mm:ssZ}: its ring was empty then"));
            }

            deaf ??= node.Count.Deaf >= DeafPolls ? node.Name : null;
        }

        Miss(there, asked);
        return deaf;
    }

    private void Miss(HashSet<NodeProgress> there, long asked)
    {
        foreach (NodeProgress node in _nodes.Values.ToArray())
        {
            if (there.Contains(node))
            {
                _missing.Remove(node.Name);
                continue;
            }

            node.Span.Break();
            node.Count.Leave();
            long since = _missing.TryGetValue(node.Name, out long first) ? first : asked;
            _missing[node.Name] = since;
            if (asked - since > Farewell && asked - node.LastTime > Farewell)
            {
                // Its mark stays in the store; no ring holds its flows for so long.
                Forget(node);
            }
        }
    }

    private void Forget(NodeProgress node)
    {
        _nodes.Remove(node.Name);
        _missing.Remove(node.Name);
        (_last, _lastName) = (null, null);
    }

    private static ReadOnlySpan<char> Bare(string name) => name.AsSpan(name.LastIndexOf('/') + 1);
}
