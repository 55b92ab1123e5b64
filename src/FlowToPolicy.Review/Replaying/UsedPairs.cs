using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Review.Replaying;

/// <summary>
/// How many pairs of ends of two classes used a port: for each class of clients a sorted stretch of what its clients called. As many as there are edges,
/// they are looked for client by client, and so found close together.
/// </summary>
internal sealed class UsedPairs
{
    private readonly int[] _starts;
    private readonly ClassUse[] _uses;
    private readonly int[] _counts;
    private readonly bool[] _admitted;
    private readonly int[] _places;
    private readonly Dictionary<(int Client, ClassUse Use), long> _twins = [];

    /// <summary>Counts the edges.</summary>
    public UsedPairs(IReadOnlyList<Edge> edges, EndClasses classes)
    {
        List<(int Client, Used Used)> all = Read(edges, edge => new ProtocolPort(edge.Protocol, edge.Port), classes);
        (int[] starts, Used[] sorted) = ByClient(all, classes.All.Count);
        CountTwins(Read([.. edges.Where(edge => edge.IsDns && edge.Protocol.HasPorts())], edge => new ProtocolPort(edge.Protocol, edge.Port).DnsTwin, classes), starts, sorted);

        // Each pair of ends counts once for a port: its own and all other nodes are one end.
        _starts = new int[starts.Length];
        _uses = new ClassUse[sorted.Length];
        _counts = new int[sorted.Length];
        _admitted = new bool[sorted.Length];
        _places = new int[edges.Count];
        Array.Fill(_places, -1);
        int count = 0;
        for (int client = 0; client + 1 < starts.Length; client++)
        {
            _starts[client] = count;
            for (int i = starts[client]; i < starts[client + 1]; i++)
            {
                if (i == starts[client] || sorted[i].Use != sorted[i - 1].Use)
                {
                    (_uses[count], _counts[count]) = (sorted[i].Use, 1);
                    count++;
                }
                else if (sorted[i].Ends != sorted[i - 1].Ends)
                {
                    _counts[count - 1]++;
                }

                _places[sorted[i].Edge] = count - 1;
            }
        }

        _starts[^1] = count;
    }

    /// <summary>How many pairs of ends of the two classes used the port, and whether closed ends were seen to admit any of them.</summary>
    public (long Pairs, bool AreAdmitted) Find(int client, ClassUse use)
    {
        int at = Array.BinarySearch(_uses, _starts[client], _starts[client + 1] - _starts[client], use);
        return at < 0 ? (0, false) : (_counts[at], _admitted[at]);
    }

    /// <summary>Remembers that closed ends admit an edge. Safe for several threads.</summary>
    /// <param name="edge">The index of the edge in the graph.</param>
    public void Admit(int edge)
    {
        if (_places[edge] is >= 0 and int place)
        {
            _admitted[place] = true;
        }
    }

    /// <summary>How many pairs did not use the port, but used its DNS twin.</summary>
    public long Twins(int client, ClassUse use) => _twins.GetValueOrDefault((client, use));

    private static List<(int Client, Used Used)> Read(IReadOnlyList<Edge> edges, Func<Edge, ProtocolPort> port, EndClasses classes)
    {
        var all = new List<(int, Used)>(edges.Count);
        for (int i = 0; i < edges.Count; i++)
        {
            Edge edge = edges[i];
            if (classes.TryFind(edge.Client, out (EndClass Class, int Number) client) && classes.TryFind(edge.Server, out (EndClass Class, int Number) server))
            {
                all.Add((client.Class.Number, new Used(ClassUse.Of(server.Class.Number, port(edge)), ((ulong)(uint)client.Number << 32) | (uint)server.Number, i)));
            }
        }

        return all;
    }

    private static (int[] Starts, Used[] Sorted) ByClient(List<(int Client, Used Used)> all, int classes)
    {
        var starts = new int[classes + 1];
        foreach ((int client, _) in all)
        {
            starts[client + 1]++;
        }

        for (int i = 0; i < classes; i++)
        {
            starts[i + 1] += starts[i];
        }

        var sorted = new Used[all.Count];
        int[] next = [.. starts];
        foreach ((int client, Used used) in all)
        {
            sorted[next[client]++] = used;
        }

        for (int i = 0; i < classes; i++)
        {
            sorted.AsSpan(starts[i], starts[i + 1] - starts[i]).Sort();
        }

        return (starts, sorted);
    }

    private void CountTwins(List<(int Client, Used Used)> twins, int[] starts, Used[] sorted)
    {
        foreach ((int client, Used twin) in twins.DistinctBy(twin => (twin.Client, twin.Used.Use, twin.Used.Ends)))
        {
            if (sorted.AsSpan(starts[client], starts[client + 1] - starts[client]).BinarySearch(twin) < 0)
            {
                _twins[(client, twin.Use)] = Twins(client, twin.Use) + 1;
            }
        }
    }

    /// <summary>What a class of clients called, by which two ends, and on which edge.</summary>
    private readonly record struct Used(ClassUse Use, ulong Ends, int Edge) : IComparable<Used>
    {
        public int CompareTo(Used other) => Use.Number != other.Use.Number ? Use.Number.CompareTo(other.Use.Number) : Ends.CompareTo(other.Ends);
    }
}
