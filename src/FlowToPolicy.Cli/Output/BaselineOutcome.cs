using FlowToPolicy.Review.Diffing;

namespace FlowToPolicy.Cli.Output;

/// <summary>A proposal compared with the policies that exist.</summary>
/// <param name="Source">Where those came from, in words.</param>
/// <param name="Result">The comparison.</param>
internal sealed record BaselineOutcome(string Source, Baseline Result);
