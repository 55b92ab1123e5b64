using System.Collections.Concurrent;
using FlowToPolicy.Flows.Relay;
using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Recording;
using FlowToPolicy.Tests.Flows.Relay;

namespace FlowToPolicy.Tests.Recorder.Chaos;

/// <summary>A recorder that reads from a <see cref="ChaosRelay"/> into a ledger, on a clock that the test moves.</summary>
internal sealed class RecordingStory : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private RecordingLoop? _loop;
    private Task _running = Task.CompletedTask;
    private CancellationTokenSource _stop = new();
    private CancellationTokenSource _breakOff = new();
    private DateTimeOffset _started;
    private uint _port;

    private RecordingStory() => Relay = null!;

    public static DateTimeOffset Start { get; } = new(2026, 3, 1, 9, 58, 0, TimeSpan.Zero);

    public SteppedClock Clock { get; } = new(Start);

    public ChaosRelay Relay { get; private set; }

    public RecordedLedger Ledger { get; } = new();

    public ConcurrentQueue<RecordingNotice> Notices { get; } = new();

    public RecordingLoop Loop => _loop ?? throw new InvalidOperationException("It does not run.");

    public FlowRequest Request { get; set; } = new();

    public RecordingOptions Options { get; set; } = new();

    /// <summary>How the relay is dialled; the server's own options to begin with.</summary>
    public Func<RelayOptions, RelayOptions> Dial { get; set; } = options => options;

    public static Task<RecordingStory> BeginAsync(int seed, params ChaosNode[] nodes) => BeginAsync(seed, new RelayBehaviour(), nodes);

    public static async Task<RecordingStory> BeginAsync(int seed, RelayBehaviour behaviour, params ChaosNode[] nodes)
    {
        var story = new RecordingStory();
        story.Relay = new ChaosRelay(story.Clock, new Random(seed)) { ClientBytes = () => story._loop?.Counters.Bytes ?? 0 };
        story.Relay.Nodes.AddRange(nodes);
        await story.Relay.StartAsync(behaviour);
        return story;
    }

    public static ChaosNode Node(string name, int capacity = 4095) => new(name, capacity, Start - TimeSpan.FromHours(3));

    /// <summary>Starts a recorder that goes on from what the ledger holds.</summary>
    public async Task RecordAsync()
    {
        (_stop, _breakOff) = (new CancellationTokenSource(), new CancellationTokenSource());
        RecordingOptions options = Options with { Clock = Clock, Jitter = new Random(7), Tell = Notices.Enqueue };
        _loop = new RecordingLoop(new RecordingSource(Dial(Relay.Server.Options), Request), options, Ledger.Marks, Ledger.Commit);
        _started = Clock.GetUtcNow();
        _running = _loop.RunAsync(_stop.Token, _breakOff.Token);
        await SettleAsync();
    }

    /// <summary>A node sees flows, spread over the second that has just passed.</summary>
    public void See(ChaosNode node, int flows) => Relay.Do(() =>
    {
        for (int i = 0; i < flows; i++)
        {
            node.AddFlow(Clock.GetUtcNow() + TimeSpan.FromMilliseconds(1000.0 * i / Math.Max(1, flows)), ++_port);
        }
    });

    /// <summary>Time passes, second by second, and nodes see flows.</summary>
    public async Task PassAsync(int seconds, Func<ChaosNode, int>? flows = null)
    {
        for (int i = 0; i < seconds; i++)
        {
            foreach (ChaosNode node in Relay.Nodes)
            {
                See(node, flows?.Invoke(node) ?? 0);
            }

            await SettleAsync();
            Clock.Advance(TimeSpan.FromSeconds(1));
            Relay.Tick();
            await SettleAsync();
        }
    }

    /// <summary>Waits until the recorder has read all that was sent.</summary>
    public Task SettleAsync() => UntilAsync(() => (_loop is null || _loop.IsPausing || (Relay.IsOpen && Relay.IsSettled())) && HasKeptUp());

    /// <summary>Waits, in real time, until something is so.</summary>
    public static async Task UntilAsync(Func<bool> so)
    {
        long start = Environment.TickCount64;
        for (int i = 0; !so(); i++)
        {
            if (Environment.TickCount64 - start > Patience.TotalMilliseconds)
            {
                throw new TimeoutException("It does not come about.");
            }

            if (i < 20)
            {
                await Task.Yield();
            }
            else
            {
                await Task.Delay(1);
            }
        }
    }

    /// <summary>The recorder reads its certificates again, and with them opens a new stream.</summary>
    public async Task ReloadAsync()
    {
        await SettleAsync();
        int calls = Relay.Calls;
        bool wasPausing = Loop.IsPausing;
        await Loop.ReloadCertificatesAsync(CancellationToken.None);
        await UntilAsync(() => Relay.Calls > calls || wasPausing);
    }

    /// <summary>Ends the recorder in good order.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(Patience);
        _loop?.Dispose();
        _loop = null;
    }

    /// <summary>Ends the recorder at once: what it has not written is gone.</summary>
    public async Task KillAsync()
    {
        await _breakOff.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running.WaitAsync(Patience));
        _loop?.Dispose();
        _loop = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_loop is not null)
        {
            await _breakOff.CancelAsync();
            await Task.WhenAny(_running, Task.Delay(Patience));
        }

        await Relay.DisposeAsync();
    }

    /// <summary>
    /// Holds what was recorded against what the nodes saw: nothing twice, nothing made up, and within the claimed times nothing missing.
    /// </summary>
    /// <returns>The flows that fell into claimed times, and all flows.</returns>
    public (long Claimed, long All) Check()
    {
        long claimed = 0, all = 0, recorded = 0;
        foreach (ChaosNode node in Relay.Nodes)
        {
            IReadOnlyList<RecordedSpan> spans = Ledger.United(node.Name);
            foreach ((long time, uint port) in node.Flows)
            {
                long lines = Ledger.Lines(port);
                bool isClaimed = spans.Any(s => s.From < time && time < s.To);
                Assert.True(lines <= 1, $"{node.Name}: the flow of {new DateTime(time):HH:mm:ss.fff} was counted {lines} times");
                Assert.True(lines == 1 || !isClaimed, $"{node.Name}: the flow of {new DateTime(time):HH:mm:ss.fff} is missing, but claimed");
                (all, recorded, claimed) = (all + 1, recorded + lines, claimed + (isClaimed ? 1 : 0));
            }

            CheckLosses(node, spans);
            Assert.Equal(node.Flows.Sum(f => Ledger.Lines(f.Port)), Ledger.Seen.Where(s => s.Node == node.Name).Sum(s => s.Received));
        }

        Assert.Equal(recorded, Ledger.TotalLines);
        return (claimed, all);
    }

    /// <summary>What is claimed and what was said, to read when a check fails.</summary>
    public string Account() => string.Join('\n', Relay.Nodes.SelectMany(n => Ledger.United(n.Name)).Select(s => $"{s.Node} {new DateTime(s.From):HH:mm:ss.fff} to {new DateTime(s.To):HH:mm:ss.fff}"))
        + "\n" + string.Join('\n', Notices.Select(n => $"{n.Kind}: {n.Text}"));

    /// <summary>Whether the recorder has dealt with every second and every minute that has passed.</summary>
    private bool HasKeptUp() => _loop is not { } loop
        || (loop.Ticks >= (long)(Clock.GetUtcNow() - _started).TotalSeconds && loop.Polls >= (long)((Clock.GetUtcNow() - _started) / Options.PollEvery));

    private void CheckLosses(ChaosNode node, IReadOnlyList<RecordedSpan> spans)
    {
        long told = Ledger.Losses.Where(l => l.Node == node.Name && l.Source == LossSource.PerfEventRingBuffer).Sum(l => l.Events);
        long least = node.Losses.Where(l => spans.Any(s => s.From < l.Time && l.Time < s.To)).Sum(l => (long)l.Events);
        Assert.InRange(told, least, node.Losses.Sum(l => (long)l.Events));
    }
}
