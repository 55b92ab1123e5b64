using FlowToPolicy.Identities;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>A container port that has a name.</summary>
/// <param name="Name">The name; compared in lower case.</param>
/// <param name="Port">The number.</param>
/// <param name="Protocol">TCP, UDP or SCTP.</param>
public readonly record struct NamedPort(string Name, ushort Port, Protocol Protocol);
