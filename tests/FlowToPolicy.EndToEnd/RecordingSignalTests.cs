using System.Diagnostics;
using System.Globalization;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Recorder.Stores;
using FlowToPolicy.Tests.Flows.Relay;
using FlowToPolicy.Tests.Recorder.Chaos;
using Microsoft.Data.Sqlite;

namespace FlowToPolicy.EndToEnd;

/// <summary>Signals that the real process gets while it records.</summary>
public sealed class RecordingSignalTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("f2p-signal-").FullName;
    private readonly TestAuthority _authority = new();

    private string Store => Path.Combine(_folder, "prod.db");

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_second_signal_breaks_off_with_130_and_loses_nothing_that_was_acknowledged()
    {
        await using ChaosRelay relay = await StartAsync(new RelayBehaviour());
        See(relay, 1, 40);
        using Process process = Record(relay);
        Task<string> error = process.StandardError.ReadToEndAsync();
        await UntilAsync(() => HasRecorded(40));

        // While somebody else holds the store, the last batch cannot be written, so that the process waits.
        using (var other = new SqliteConnection($"Data Source={Store};Pooling=False"))
        {
            other.Open();
            using SqliteTransaction held = other.BeginTransaction(deferred: false);
            See(relay, 41, 10);
            await UntilAsync(() => relay.IsSettledOnServer);
            await SignalAsync(process, "TERM");
            await Task.Delay(1000);
            Assert.False(process.HasExited, "It did not wait.");
            await SignalAsync(process, "TERM");
            await process.WaitForExitAsync().WaitAsync(Patience);
        }

        Assert.Equal(130, process.ExitCode);
        Assert.DoesNotContain("internal error", await error, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, 40).Select(p => ((uint)p, 1L)), Recorded().OrderBy(r => r.Key).Select(r => (r.Key, r.Value)));

        // What was broken off is still in the ring: the next recorder takes it, once.
        using Process next = Record(relay);
        Task<string> said = next.StandardError.ReadToEndAsync();
        await UntilAsync(() => HasRecorded(50));
        await SignalAsync(next, "TERM");
        await next.WaitForExitAsync().WaitAsync(Patience);
        Assert.True(next.ExitCode == 0, await said);
        Assert.All(Recorded().Values, lines => Assert.Equal(1, lines));
    }

    [Theory]
    [InlineData("INT", "Nothing was recorded")]
    [InlineData("TERM", "0 flows recorded from 0 nodes")]
    public async Task A_signal_before_any_flow_came_exits_with_0_and_leaves_no_store_behind(string signal, string said)
    {
        using Process process = Flow2Policy.Start(["observe", "--follow", "--server", "127.0.0.1:9", "--store", Store]);
        Task<string> error = process.StandardError.ReadToEndAsync();
        await UntilAsync(() => File.Exists(Store));
        await Task.Delay(1000);
        await SignalAsync(process, signal);
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, process.ExitCode);
        Assert.Contains(said, await error, StringComparison.Ordinal);
        Assert.Contains("it is tried again", await error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_store_that_was_there_before_stays_when_nothing_is_added()
    {
        await using ChaosRelay relay = await StartAsync(new RelayBehaviour());
        using (WindowStore.OpenToRecord(Store, TimeProvider.System))
        {
        }

        using Process process = Record(relay);
        Task<string> error = process.StandardError.ReadToEndAsync();
        await UntilAsync(() => relay.IsOpen);
        await SignalAsync(process, "INT");
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("Nothing was recorded", await error, StringComparison.Ordinal);
        Assert.Equal([Store], Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_hangup_reads_the_certificates_again_and_the_old_ones_stay_when_the_new_ones_are_no_good()
    {
        string authority = Path.Combine(_folder, "ca.crt");
        File.Copy(_authority.CaFile, authority);
        await using ChaosRelay relay = await StartAsync(new RelayBehaviour { Certificate = _authority.Server("127.0.0.1") });
        using Process process = Record(relay, "--tls-ca-cert-files", authority, "--log-format", "json");
        var lines = new List<string>();
        Task reading = ReadAsync(process.StandardError, lines);
        await UntilAsync(() => relay.IsOpen);
        int calls = relay.Calls;

        await File.WriteAllTextAsync(authority, "half a certificate");
        await SignalAsync(process, "HUP");
        await UntilAsync(() => Says(lines, "certificates-refused"));
        Assert.Equal((calls, true), (relay.Calls, relay.IsOpen));

        File.Copy(_authority.CaFile, authority, overwrite: true);
        await SignalAsync(process, "HUP");
        await UntilAsync(() => Says(lines, "certificates-reloaded") && relay.Calls > calls && relay.IsOpen);

        See(relay, 1, 20);
        await UntilAsync(() => HasRecorded(20));
        await SignalAsync(process, "INT");
        await process.WaitForExitAsync().WaitAsync(Patience);
        await reading;
        Assert.Equal(0, process.ExitCode);
    }

    private static async Task<ChaosRelay> StartAsync(RelayBehaviour behaviour)
    {
        var relay = new ChaosRelay(TimeProvider.System, new Random(4711));
        relay.Nodes.Add(new ChaosNode("prod/worker-1", 4095, DateTimeOffset.UtcNow - TimeSpan.FromHours(1)));
        await relay.StartAsync(behaviour);
        return relay;
    }

    private static void See(ChaosRelay relay, uint first, uint flows) => relay.Do(() =>
    {
        for (uint port = first; port < first + flows; port++)
        {
            relay.Nodes[0].AddFlow(DateTimeOffset.UtcNow, port);
        }
    });

    private static async Task ReadAsync(StreamReader error, List<string> lines)
    {
        while (await error.ReadLineAsync() is { } line)
        {
            lock (lines)
            {
                lines.Add(line);
            }
        }
    }

    private static bool Says(List<string> lines, string kind)
    {
        lock (lines)
        {
            return lines.Exists(l => l.Contains($"\"kind\":\"{kind}\"", StringComparison.Ordinal));
        }
    }

    private Process Record(ChaosRelay relay, params string[] options) =>
        Flow2Policy.Start(["observe", "--follow", "--server", relay.Server.Target, "--store", Store, .. options]);

    private bool HasRecorded(int ports)
    {
        try
        {
            return File.Exists(Store) && Recorded().Count == ports;
        }
        catch (StoreException)
        {
            // It is still being made.
            return false;
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
        Assert.Equal(0, kill.ExitCode);
    }

    private static async Task UntilAsync(Func<bool> so)
    {
        var watch = Stopwatch.StartNew();
        while (!so())
        {
            Assert.True(watch.Elapsed < Patience, "It does not come about.");
            await Task.Delay(50);
        }
    }
}
