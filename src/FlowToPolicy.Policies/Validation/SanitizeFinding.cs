using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Validation;

/// <summary>Something for which Cilium's agent refuses a policy after the API server took it.</summary>
/// <param name="Position">Where the item that is refused begins.</param>
/// <param name="Message">What is refused, and why.</param>
public sealed record SanitizeFinding(SourcePosition Position, string Message);
