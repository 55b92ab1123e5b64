namespace FlowToPolicy.Policies.Evaluation;

/// <summary>A peer as selectors see it: what of all selectors takes it in. Equal peers share one.</summary>
/// <param name="Selectors">The numbers of the selectors that take it in, in ascending order.</param>
/// <param name="Uncertain">The numbers of those that may take it in, in ascending order.</param>
/// <param name="Doubt">What is not known of it, when there are such.</param>
/// <param name="IsHost">Whether it is the subject's own node.</param>
internal sealed record Identity(int[] Selectors, int[] Uncertain, Doubt? Doubt, bool IsHost);
