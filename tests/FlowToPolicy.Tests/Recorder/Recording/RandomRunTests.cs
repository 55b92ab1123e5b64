using FlowToPolicy.Tests.Recorder.Chaos;

namespace FlowToPolicy.Tests.Recorder.Recording;

public class RandomRunTests
{
    private const int Runs = 100;
    private const int Batches = 4;

    /// <summary>The seeds of the usual run; <c>F2P_SEED</c> names a single one instead, to look at it again.</summary>
    public static TheoryData<int> Parts => [.. Enumerable.Range(0, Batches)];

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task What_is_recorded_equals_what_was_sent_or_differs_by_what_coverage_says(int part)
    {
        long claimed = 0, all = 0;
        int[] seeds = Environment.GetEnvironmentVariable("F2P_SEED") is { Length: > 0 } one
            ? [int.Parse(one, System.Globalization.CultureInfo.InvariantCulture)]
            : [.. Enumerable.Range(part * Runs / Batches, Runs / Batches)];
        foreach (int seed in seeds)
        {
            try
            {
                (long inSpans, long seen) = await RunAsync(seed);
                (claimed, all) = (claimed + inSpans, all + seen);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"F2P_SEED={seed}: {failure.Message}", failure);
            }
        }

        // A recorder that claims nothing would never be wrong.
        Assert.True(claimed > all * 0.6, $"{claimed} of {all} flows are in claimed times");
    }

    private static async Task<(long Claimed, long All)> RunAsync(int seed)
    {
        var chance = new Random(seed);
        ChaosNode[] nodes = [.. Enumerable.Range(1, 3).Select(i => new ChaosNode($"prod/worker-{i}", 1 << chance.Next(4, 9), RecordingStory.Start - TimeSpan.FromHours(1)) { WithoutUuids = i == 3 })];
        await using RecordingStory story = await RecordingStory.BeginAsync(seed, nodes);
        var journal = new List<string>();
        int Rate(ChaosNode node) => node == nodes[1] && chance.Next(10) > 0 ? 0 : chance.Next(4);
        await story.PassAsync(5, Rate);
        await story.RecordAsync();
        for (int step = 0; step < 16; step++)
        {
            ChaosNode node = nodes[chance.Next(nodes.Length)];
            Mishap mishap = Mishaps[chance.Next(Mishaps.Length)];
            journal.Add($"{story.Clock.GetUtcNow():HH:mm:ss} {mishap.Method.Name} {node.Name}");
            await mishap(story, node, chance);
            await story.PassAsync(chance.Next(1, 40), Rate);
        }

        story.Ledger.Failures = 0;
        await story.PassAsync(70, Rate);
        await story.StopAsync();
        try
        {
            return story.Check();
        }
        catch (Xunit.Sdk.XunitException failure)
        {
            throw new InvalidOperationException($"{failure.Message}\n{string.Join('\n', journal)}\n{story.Account()}", failure);
        }
    }

    private static Task Cut(RecordingStory story, ChaosNode node, Random chance) => Now(story.Relay.Cut);

    private static Task CutInTheMidst(RecordingStory story, ChaosNode node, Random chance) => Now(() =>
    {
        story.See(node, chance.Next(30));
        story.Relay.Cut();
    });

    private static Task CleanEnd(RecordingStory story, ChaosNode node, Random chance) => Now(story.Relay.EndStream);

    private static Task PeerError(RecordingStory story, ChaosNode node, Random chance) =>
        Now(() => story.Relay.LosePeer(node, TimeSpan.FromSeconds(chance.Next(0, 11)), TimeSpan.FromSeconds(chance.Next(2, 20))));

    private static Task PeerEnd(RecordingStory story, ChaosNode node, Random chance) => Now(() => story.Relay.EndPeer(node));

    private static Task AgentRestart(RecordingStory story, ChaosNode node, Random chance) =>
        Now(() => story.Relay.RestartAgent(node, TimeSpan.FromSeconds(chance.Next(0, 11)), TimeSpan.FromSeconds(chance.Next(2, 6))));

    private static Task RelayGone(RecordingStory story, ChaosNode node, Random chance) => Now(() => story.Relay.Refuse(chance.Next(1, 4)));

    private static Task LostEvents(RecordingStory story, ChaosNode node, Random chance) =>
        Now(() => story.Relay.Do(() => node.AddLoss(story.Clock.GetUtcNow(), (ulong)chance.Next(1, 9))));

    private static Task DiskFull(RecordingStory story, ChaosNode node, Random chance) => Now(() => story.Ledger.Failures = chance.Next(1, 3));

    private static Task Reload(RecordingStory story, ChaosNode node, Random chance) => story.ReloadAsync();

    private static async Task Stop(RecordingStory story, ChaosNode node, Random chance)
    {
        story.Ledger.Failures = 0;
        await story.StopAsync();
        await story.PassAsync(chance.Next(12), _ => chance.Next(3));
        await story.RecordAsync();
    }

    private static async Task Kill(RecordingStory story, ChaosNode node, Random chance)
    {
        await story.KillAsync();
        await story.PassAsync(chance.Next(12), _ => chance.Next(3));
        await story.RecordAsync();
    }

    private static Task Now(Action what)
    {
        what();
        return Task.CompletedTask;
    }

    private delegate Task Mishap(RecordingStory story, ChaosNode node, Random chance);

    private static readonly Mishap[] Mishaps =
        [Cut, CutInTheMidst, CleanEnd, PeerError, PeerEnd, AgentRestart, RelayGone, LostEvents, DiskFull, Reload, Stop, Kill];
}
