using System.Diagnostics;
using System.Globalization;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Recorder.Stores;
using FlowToPolicy.Tests.Recorder.Chaos;

namespace FlowToPolicy.EndToEnd;

public sealed class RecordingTests : IDisposable
{
    private const int UsualKills = 10;
    private const int Seed = 4711;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("f2p-record-").FullName;

    private string Store => Path.Combine(_folder, "prod.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_first_signal_finishes_the_batch_and_exits_with_0()
    {
        await using ChaosRelay relay = await StartAsync();
        See(relay, 50, 0);
        using var received = new ReceivedFlows();
        using Process process = Record(relay, received.Options);
        Task<string> error = process.StandardError.ReadToEndAsync();
        await received.UntilAsync(100, process, Patience);
        await SignalAsync(process, "TERM");
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("100 flows recorded from 2 nodes", await error, StringComparison.Ordinal);
        Assert.Equal(100, Recorded().Values.Sum());
    }

    [Fact]
    public async Task A_recorder_that_is_killed_at_any_moment_loses_nothing_and_counts_nothing_twice()
    {
        int kills = Environment.GetEnvironmentVariable("F2P_KILLS") is { Length: > 0 } many ? int.Parse(many, CultureInfo.InvariantCulture) : UsualKills;
        var chance = new Random(Seed);
        await using ChaosRelay relay = await StartAsync();
        using var ended = new CancellationTokenSource();
        Task traffic = TrafficAsync(relay, TimeSpan.FromMilliseconds(kills > 2 * UsualKills ? 100 : 20), ended.Token);
        var acknowledged = new HashSet<uint>();
        for (int kill = 0; kill < kills; kill++)
        {
            using Process process = Record(relay);
            Task<string> error = process.StandardError.ReadToEndAsync();
            await Task.Delay(chance.Next(100, 7000));
            Assert.False(process.HasExited, process.HasExited ? await error : "");
            process.Kill();
            await process.WaitForExitAsync();
            acknowledged.UnionWith(Acknowledged(acknowledged.Count > 0).Keys);
        }

        await ended.CancelAsync();
        await traffic;
        uint[] sent = [.. relay.Nodes.SelectMany(n => n.Flows).Select(f => f.Port)];
        Assert.Equal(sent.Length, sent.Distinct().Count());
        Assert.All(relay.Nodes, node => Assert.Equal(node.Flows.Count, node.InRing));

        // The rings still hold all that was ever sent. The last recorder is stopped when it has written it: one that is stopped while the
        // stream still brings it what it missed leaves the rest to its next run, as it should.
        int calls = relay.Calls;
        using Process last = Record(relay);
        Task<string> said = last.StandardError.ReadToEndAsync();
        await UntilAsync(() => last.HasExited || (relay.Calls > calls && Acknowledged(acknowledged.Count > 0).Count >= sent.Length));
        await SignalAsync(last, "TERM");
        await last.WaitForExitAsync().WaitAsync(Patience);
        Assert.True(last.ExitCode == 0, await said);
        Dictionary<uint, long> recorded = Recorded();
        Assert.Subset(recorded.Keys.ToHashSet(), acknowledged);
        uint[] missing = [.. sent.Where(port => !recorded.ContainsKey(port))];
        Assert.True(missing.Length == 0, $"{missing.Length} of {sent.Length} ports are missing: {string.Join(' ', missing.Take(5))} to {string.Join(' ', missing.TakeLast(5))}");
        Assert.All(sent, port => Assert.Equal(1, recorded[port]));
        Assert.Equal(sent.Length, recorded.Count);
    }

    private static async Task<ChaosRelay> StartAsync()
    {
        var relay = new ChaosRelay(TimeProvider.System, new Random(Seed));
        DateTimeOffset start = DateTimeOffset.UtcNow - TimeSpan.FromHours(1);
        relay.Nodes.AddRange([new ChaosNode("prod/worker-1", 32768, start), new ChaosNode("prod/worker-2", 32768, start) { WithoutUuids = true }]);
        await relay.StartAsync();
        return relay;
    }

    private static async Task TrafficAsync(ChaosRelay relay, TimeSpan pause, CancellationToken ended)
    {
        for (int i = 1; !ended.IsCancellationRequested; i++)
        {
            See(relay, 2, i);
            await Task.Delay(pause, CancellationToken.None);
        }
    }

    private static void See(ChaosRelay relay, int flows, int round) => relay.Do(() =>
    {
        foreach (ChaosNode node in relay.Nodes)
        {
            for (int i = 0; i < flows; i++)
            {
                // A port of its own for every flow, so that each can be found again: the nodes have the even and the odd ones.
                node.AddFlow(DateTimeOffset.UtcNow, (uint)((((round * flows) + i) * 2) + relay.Nodes.IndexOf(node) + 1) % 65535);
            }
        }
    });

    private Process Record(ChaosRelay relay, params string[] options) =>
        Flow2Policy.Start(["observe", "--follow", "--server", relay.Server.Target, "--store", Store, .. options]);

    /// <summary>What is in the store. Before the first batch there may be none, or one that was still being made when the recorder was killed.</summary>
    private Dictionary<uint, long> Acknowledged(bool mustOpen)
    {
        try
        {
            return mustOpen || File.Exists(Store) ? Recorded() : [];
        }
        catch (StoreException) when (!mustOpen)
        {
            return [];
        }
    }

    private Dictionary<uint, long> Recorded()
    {
        using WindowStore store = WindowStore.OpenToRead(Store, TimeProvider.System);
        GraphTally tally = store.Load(0, long.MaxValue).Tally;
        return tally.Edges.GroupBy(e => (uint)e.Key.Port).ToDictionary(g => g.Key, g => g.Sum(e => e.Value.Lines));
    }

    private static async Task SignalAsync(Process process, string signal)
    {
        using Process kill = Process.Start("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits until something is so, and no longer than is patient: what follows says what is missing.</summary>
    private static async Task UntilAsync(Func<bool> so)
    {
        for (var watch = Stopwatch.StartNew(); !so() && watch.Elapsed < Patience;)
        {
            await Task.Delay(200);
        }
    }
}
