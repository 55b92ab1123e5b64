using FlowToPolicy.Benchmarks.Generating.Cluster;
using FlowToPolicy.Benchmarks.Generating.Lines;
using FlowToPolicy.Benchmarks.Generating.Output;
using FlowToPolicy.Benchmarks.Generating.Truths;

namespace FlowToPolicy.Benchmarks.Generating;

/// <summary>
/// Writes the logs of a made-up cluster as Cilium's file exporter does, and knows what they say. Lines come in the order of time, those
/// of many connections mixed; the same settings give the same bytes.
/// </summary>
internal sealed class LogGenerator
{
    /// <summary>How many connections are under way at a time.</summary>
    private const int Concurrent = 64;

    /// <summary>One line in so many tells of no connection.</summary>
    private const int NoticeEvery = 150;

    /// <summary>What connections have in lines on average, roughly: it spreads the edges over the log, nothing else.</summary>
    private const int LinesOfConnection = 13;

    private readonly LogSettings _settings;
    private readonly SeededRandom _random;
    private readonly LogClock _clock;
    private readonly EdgePicker _picker;
    private readonly Script _script;
    private readonly ConnectionLines _lines;
    private readonly NoticeLines _notices;
    private readonly int[] _order;
    private long _connections;
    private long _planned;
    private int _visited;

    /// <summary>Makes the cluster.</summary>
    public LogGenerator(LogSettings settings)
    {
        _settings = settings;
        _random = new SeededRandom(settings.Seed);
        Cluster = new GeneratedCluster(settings, _random);
        _clock = new LogClock(settings.Days, settings.Flows);
        _picker = new EdgePicker(settings.Edges);
        _script = new Script(_random);
        var parts = new LineParts(_clock, _random);
        _lines = new ConnectionLines(parts, Cluster.Nodes);
        _notices = new NoticeLines(parts, _clock, _random, Cluster.Nodes);
        _order = [.. Enumerable.Range(0, settings.Edges)];
        for (int i = _order.Length - 1; i > 0; i--)
        {
            int other = _random.Below(i + 1);
            (_order[i], _order[other]) = (_order[other], _order[i]);
        }
    }

    /// <summary>The cluster, whose edges know what was written of them.</summary>
    public GeneratedCluster Cluster { get; }

    /// <summary>What all lines add up to.</summary>
    public LogTruth Truth { get; } = new();

    /// <summary>Writes the whole log.</summary>
    public void Write(ILogOutput output)
    {
        var active = new List<Connection>(Concurrent);
        for (int i = 0; i < Concurrent && _planned < _settings.Flows; i++)
        {
            active.Add(Begin(new Connection()));
        }

        long rollOutEvery = Math.Max(1, _settings.Flows / Cluster.Rollouts);
        while (active.Count > 0)
        {
            _clock.GoTo(Truth.Lines, _random);
            if (Truth.Lines % rollOutEvery == 0 && !_settings.DistinctEnds)
            {
                Cluster.RollOutSomeWorkload();
            }

            if (_random.OneIn(NoticeEvery))
            {
                GeneratedNode node = Cluster.Nodes[_random.Below(Cluster.Nodes.Length)];
                _notices.Write(output.Line(node.Number), node, Truth);
                _planned++;
            }
            else
            {
                WriteStep(output, active);
            }

            Truth.Lines++;
        }
    }

    private void WriteStep(ILogOutput output, List<Connection> active)
    {
        int slot = _random.Below(active.Count);
        Connection connection = active[slot];
        Step step = connection.Next();
        GeneratedNode node = _lines.NodeOf(connection, step);
        if (_lines.Write(output.Line(node.Number), connection, step, node))
        {
            connection.Edge.Truth.Add(_clock.Now);
            Truth.Sightings++;
        }
        else
        {
            Truth.FlowsWithoutEdge++;
        }

        if (!connection.IsOver)
        {
            return;
        }

        if (_planned < _settings.Flows)
        {
            Begin(connection);
        }
        else
        {
            active[slot] = active[^1];
            active.RemoveAt(active.Count - 1);
        }
    }

    private Connection Begin(Connection connection)
    {
        GeneratedEdge edge = Cluster.Edges[PickEdge()];
        GeneratedEnd? client = Pod(edge.Client), server = Pod(edge.Server);
        client ??= edge.Traffic == Traffic.Probe ? Cluster.Nodes[server!.Node].Host : Outside(edge);
        server ??= edge.Traffic switch
        {
            Traffic.ApiServer => Cluster.ApiServer,
            Traffic.ToHost => Cluster.Nodes[client.Node].Host,
            _ => Outside(edge),
        };
        connection.Begin(edge, client, server, _random);
        if (_settings.DistinctEnds)
        {
            Script.WriteShort(connection);
        }
        else
        {
            _script.Write(connection);
        }

        _planned += connection.Count;
        return connection;
    }

    /// <summary>Every edge once, spread over the whole log; in between, the busy ones over and over.</summary>
    private int PickEdge()
    {
        int lines = _settings.DistinctEnds ? 2 : LinesOfConnection;
        long due = Math.Max(1, _settings.Flows / lines * 9 / 10);
        if (_visited < _order.Length && ++_connections * _order.Length / due >= _visited)
        {
            return _order[_visited++];
        }

        return _picker.Draw(_random);
    }

    private GeneratedEnd? Pod(GeneratedWorkload? workload) =>
        workload is null ? null : _settings.DistinctEnds ? Cluster.FreshPodOf(workload) : Cluster.PodOf(workload);

    private GeneratedEnd Outside(GeneratedEdge edge) => edge.Outside[_random.Below(edge.Outside.Length)];
}
