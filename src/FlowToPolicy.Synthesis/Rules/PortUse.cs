namespace FlowToPolicy.Synthesis.Rules;

/// <summary>A port that a peer needs, and why.</summary>
/// <param name="Port">The port.</param>
/// <param name="IsDns">Whether it carries DNS.</param>
/// <param name="Comments">What was seen, as lines for comments.</param>
internal readonly record struct PortUse(ServicePort Port, bool IsDns, IReadOnlyList<string> Comments);
