using FlowToPolicy.Policies.Evaluation.Selectors;

namespace FlowToPolicy.Policies.Evaluation.Compilation;

/// <summary>The agent's numbers for authentication modes: of two rules for the same traffic the higher one wins.</summary>
internal enum AuthenticationMode : byte
{
    Disabled,
    Required,
    AlwaysFail,
}

/// <summary>One rule made ready: whom it is about and what it says in each direction.</summary>
/// <param name="Subject">Selects the subjects.</param>
/// <param name="AboutNodes">Whether the subjects are nodes.</param>
/// <param name="Ingress">What it says of ingress.</param>
/// <param name="Egress">What it says of egress.</param>
internal sealed record CompiledRule(LabelMatcher Subject, bool AboutNodes, CompiledDirection Ingress, CompiledDirection Egress)
{
    /// <summary>Its place among the rules of the set.</summary>
    public int Number { get; init; }

    /// <summary>One of the two directions.</summary>
    public CompiledDirection this[PolicyDirection direction] => direction == PolicyDirection.Ingress ? Ingress : Egress;
}

/// <summary>One direction of one rule.</summary>
/// <param name="Reference">The direction of the rule as a whole.</param>
/// <param name="Speaks">Whether it has any item, and so takes part in the direction's policy.</param>
/// <param name="DefaultDeny">Whether it closes the direction.</param>
/// <param name="Entries">Its items.</param>
/// <param name="Required">What <c>fromRequires</c> or <c>toRequires</c> demand of the peers of this direction.</param>
internal sealed record CompiledDirection(RuleReference Reference, bool Speaks, bool DefaultDeny, CompiledEntry[] Entries, RequiredSelectors Required);

/// <summary>Selectors that must all hold of the peers that label selectors name, in every rule about the same subject.</summary>
/// <param name="Allow">Those of the allow lists.</param>
/// <param name="Deny">Those of the deny lists.</param>
internal sealed record RequiredSelectors(int[] Allow, int[] Deny)
{
    /// <summary>Nothing is demanded.</summary>
    public static RequiredSelectors None { get; } = new([], []);
}

/// <summary>One item made ready.</summary>
/// <param name="Entry">What it says, as far as it is the same for all subjects.</param>
/// <param name="Peers">Its peers.</param>
/// <param name="Ports">Its ports as written; none means that it has no effect.</param>
/// <param name="NamesEndpoints">Whether its peers are label selectors, to which <c>fromRequires</c> and <c>toRequires</c> add.</param>
internal readonly record struct CompiledEntry(PolicyEntry Entry, CompiledPeers Peers, PortSpec[] Ports, bool NamesEndpoints);
