namespace FlowToPolicy.Review.Replaying;

/// <summary>What a graph shows of the use of connections; whatever became of them, since denied attempts are reported by themselves.</summary>
/// <param name="Classes">The classes of its ends.</param>
/// <param name="Pairs">The ports that pairs of ends used.</param>
/// <param name="World">What workloads had to do with the world.</param>
internal sealed record ObservedUse(EndClasses Classes, UsedPairs Pairs, UsedWorld World);
