using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Sanitize;

/// <summary>Something for which Cilium's agent refuses a policy after the API server took it.</summary>
/// <param name="Check">What is wrong.</param>
/// <param name="Path">The value that is refused; for a missing one the path that it would have.</param>
/// <param name="Position">Where it stands; for a policy that was not read from a document, none.</param>
/// <param name="Message">What is refused, and why.</param>
public sealed record SanitizeFinding(SanitizeCheck Check, FieldPath Path, SourcePosition Position, string Message);
