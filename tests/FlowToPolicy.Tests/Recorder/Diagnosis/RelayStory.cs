using FlowToPolicy.Flows.Relay;
using FlowToPolicy.Recorder.Diagnosis;
using FlowToPolicy.Recorder.Diagnosis.Relays;
using FlowToPolicy.Tests.Flows.Relay;
using FlowToPolicy.Tests.Recorder.Chaos;

namespace FlowToPolicy.Tests.Recorder.Diagnosis;

/// <summary>A relay with two nodes that see new flows all the time, for a doctor to look at.</summary>
internal sealed class RelayStory : IAsyncDisposable
{
    private static readonly TimeSpan SampleLength = TimeSpan.FromSeconds(1.5);

    private readonly CancellationTokenSource _ended = new();
    private readonly ChaosRelay _relay;
    private Task _traffic = Task.CompletedTask;
    private uint _port;

    private RelayStory(ChaosRelay relay) => _relay = relay;

    public ChaosRelay Relay => _relay;

    public static ChaosNode Node(string name, int capacity = 4095, TimeSpan? uptime = null) => new(name, capacity, DateTimeOffset.UtcNow - (uptime ?? TimeSpan.FromHours(3)));

    public static async Task<RelayStory> BeginAsync(RelayBehaviour? behaviour, params ChaosNode[] nodes)
    {
        var story = new RelayStory(new ChaosRelay(TimeProvider.System, new Random(4711)) { EndsWithoutFollow = true });
        story._relay.Nodes.AddRange(nodes);
        await story._relay.StartAsync(behaviour);
        story.See(50);
        story._traffic = story.GoOnAsync();
        return story;
    }

    /// <summary>What a doctor says, while something goes wrong as soon as new flows are followed.</summary>
    public async Task<IReadOnlyList<CheckResult>> ExamineAsync(Action? whileFollowing = null, Func<RelayOptions, RelayOptions>? dial = null)
    {
        var examination = new RelayExamination((dial ?? (o => o))(_relay.Server.Options), TimeProvider.System, SampleLength);
        Task<RelayFindings> examining = examination.ExamineAsync(CancellationToken.None);
        if (whileFollowing is not null)
        {
            while (!_relay.Requests.Any(r => r.Follow) || !_relay.IsOpen)
            {
                Assert.False(examining.IsCompleted, "It never followed.");
                await Task.Delay(10);
            }

            await Task.Delay(200);
            whileFollowing();
        }

        return RelayChecks.Examine(await examining);
    }

    /// <summary>Every node sees flows now.</summary>
    public void See(int flows) => _relay.Do(() =>
    {
        foreach (ChaosNode node in _relay.Nodes.Where(n => n.IsReachable))
        {
            for (int i = 0; i < flows; i++)
            {
                node.AddFlow(DateTimeOffset.UtcNow, 1 + (_port++ % 60000));
            }
        }
    });

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _traffic;
        await _relay.DisposeAsync();
        _ended.Dispose();
    }

    private async Task GoOnAsync()
    {
        while (!_ended.IsCancellationRequested)
        {
            See(2);
            await Task.Delay(40, CancellationToken.None);
        }
    }
}
