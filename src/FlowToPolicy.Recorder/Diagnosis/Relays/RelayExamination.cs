using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Relay;

namespace FlowToPolicy.Recorder.Diagnosis.Relays;

/// <summary>Asks a relay what a doctor wants to know: its state, its nodes, their newest flows, and a few seconds of new ones.</summary>
/// <param name="options">How it is reached.</param>
/// <param name="clock">The time.</param>
/// <param name="sampleLength">How long new flows are read.</param>
public sealed class RelayExamination(RelayOptions options, TimeProvider clock, TimeSpan sampleLength)
{
    private const int Newest = 500;

    /// <summary>How long a relay may hold a flow back, to sort it.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1.5);

    /// <summary>How long the newest flows are waited for; a server that does not end their stream by then is no longer listened to.</summary>
    public TimeSpan LongestReading { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Examines. What fails is a finding.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public async Task<RelayFindings> ExamineAsync(CancellationToken cancel)
    {
        var findings = new RelayFindings { Target = options.Target.ToString(), Tls = options.UsesTls, AllowInsecure = options.AllowInsecure, Time = clock.GetUtcNow() };
        try
        {
            using var connection = new RelayConnection(options);
            findings = await AskAsync(connection, findings, cancel).ConfigureAwait(false);
            if (findings.Failure is not null)
            {
                return findings;
            }

            findings = await ReadNewestAsync(findings, cancel).ConfigureAwait(false);
            return findings.Failure is null && findings.Census!.Flows > 0 ? await FollowAsync(connection, findings, cancel).ConfigureAwait(false) : findings;
        }
        catch (RelayException exception)
        {
            return findings with { Failure = exception.Message };
        }
    }

    private async Task<RelayFindings> AskAsync(RelayConnection connection, RelayFindings findings, CancellationToken cancel)
    {
        string? failure = null;
        RelayStatus? status = null;
        IReadOnlyList<RelayNode>? nodes = null;
        long start = clock.GetTimestamp();
        TimeSpan delay = TimeSpan.Zero;
        try
        {
            status = await connection.GetStatusAsync(cancel).ConfigureAwait(false);
            delay = clock.GetElapsedTime(start);
            nodes = await connection.GetNodesAsync(cancel).ConfigureAwait(false);
        }
        catch (RelayException exception)
        {
            failure = exception.Message;
        }

        return findings with
        {
            Failure = failure,
            Delay = delay,
            ServerCertificate = connection.ServerCertificate,
            ClientCertificate = connection.ClientCertificate,
            Status = status,
            Nodes = nodes,
        };
    }

    private async Task<RelayFindings> ReadNewestAsync(RelayFindings findings, CancellationToken cancel)
    {
        var census = new FlowCensus();
        var progress = new RelayProgress();
        string? failure = null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(LongestReading);
        try
        {
            await RelaySource.ReadAsync(options, new FlowRequest { Last = Newest }, new EndpointTable(), census, progress, limit.Token).ConfigureAwait(false);
        }
        catch (RelayException exception)
        {
            failure = exception.Message;
        }

        cancel.ThrowIfCancellationRequested();
        return findings with { Census = census, MaskWithdrawn = progress.MaskWithdrawn, Failure = failure };
    }

    private async Task<RelayFindings> FollowAsync(RelayConnection connection, RelayFindings findings, CancellationToken cancel)
    {
        var sample = new LiveSample(clock);
        var request = new FlowRequest { Follow = true, FieldMask = !findings.MaskWithdrawn };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task<RelayEnd> reading = RelaySource.ReadAsync(options, request, new EndpointTable(), sample, null, stop.Token);
        IReadOnlyList<NodeSample> nodes;
        try
        {
            nodes = await CompareAsync(connection, sample, reading, cancel).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }

        string? end = null;
        try
        {
            end = await reading.ConfigureAwait(false) == RelayEnd.Complete ? "the relay ended the stream of new flows at once" : null;
        }
        catch (RelayException exception)
        {
            end = exception.Message;
        }

        cancel.ThrowIfCancellationRequested();
        return findings with { SampleLength = sampleLength, Sample = nodes, SampleLost = sample.LostEvents, StreamEnd = end };
    }

    /// <summary>What nodes say they saw in a time, beside what arrived in it.</summary>
    private async Task<IReadOnlyList<NodeSample>> CompareAsync(RelayConnection connection, LiveSample sample, Task reading, CancellationToken cancel)
    {
        await WaitAsync(Settle, reading, cancel).ConfigureAwait(false);
        IReadOnlyList<RelayNode> before = await connection.GetNodesAsync(cancel).ConfigureAwait(false) ?? [];
        Dictionary<string, (long Received, TimeSpan Behind)> first = sample.Nodes();
        await WaitAsync(sampleLength, reading, cancel).ConfigureAwait(false);
        IReadOnlyList<RelayNode> after = await connection.GetNodesAsync(cancel).ConfigureAwait(false) ?? [];
        await WaitAsync(Settle, reading, cancel).ConfigureAwait(false);
        Dictionary<string, (long Received, TimeSpan Behind)> last = sample.Nodes();
        return
        [
            .. last.Keys.Concat(after.Select(n => n.Name).Where(n => !last.Keys.Any(k => IsSame(k, n)))).Order(StringComparer.Ordinal).Select(name => new NodeSample(
                name,
                Grown(before, after, name),
                last.GetValueOrDefault(name).Received - first.GetValueOrDefault(name).Received,
                last.TryGetValue(name, out (long Received, TimeSpan Behind) node) ? node.Behind : null)),
        ];
    }

    private static long? Grown(IReadOnlyList<RelayNode> before, IReadOnlyList<RelayNode> after, string name) =>
        before.FirstOrDefault(n => IsSame(n.Name, name)) is { SeenFlows: > 0 } then && after.FirstOrDefault(n => IsSame(n.Name, name)) is { } now && now.SeenFlows >= then.SeenFlows
            ? (long)Math.Min(now.SeenFlows - then.SeenFlows, long.MaxValue)
            : null;

    /// <summary>Flows may write a node's name without its cluster where the relay writes it with one.</summary>
    private static bool IsSame(string left, string right) =>
        left == right || ((left.Contains('/', StringComparison.Ordinal) != right.Contains('/', StringComparison.Ordinal)) && left[(left.IndexOf('/', StringComparison.Ordinal) + 1)..] == right[(right.IndexOf('/', StringComparison.Ordinal) + 1)..]);

    /// <summary>Waits, but not for a stream that has ended.</summary>
    private async Task WaitAsync(TimeSpan time, Task reading, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(reading, Task.Delay(time, clock, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
    }
}
