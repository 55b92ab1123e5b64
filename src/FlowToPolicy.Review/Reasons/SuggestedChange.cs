using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Review.Reasons;

/// <summary>The smallest change of the given policies that lets a connection through at one end.</summary>
/// <param name="What">What to do, in one sentence with the place.</param>
/// <param name="Position">Where; none when it is a new policy.</param>
/// <param name="Yaml">What to write there, as YAML without indentation; empty when something is to be taken out.</param>
public sealed record SuggestedChange(string What, SourcePosition Position, string Yaml);
