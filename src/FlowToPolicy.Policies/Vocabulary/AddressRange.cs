using FlowToPolicy.Identities;

namespace FlowToPolicy.Policies.Vocabulary;

/// <summary>Addresses outside the cluster that no prefix of a policy set tells apart: what is in one prefix and in none that lies inside it.</summary>
/// <param name="Example">One of the addresses.</param>
/// <param name="Name">The range in words, e.g. <c>10.0.0.0/8 without 10.1.0.0/16</c>.</param>
public sealed record AddressRange(Address Example, string Name);
