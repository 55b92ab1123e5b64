using FlowToPolicy.Identities;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Tests.Policies.Conformance;

/// <summary>One case: policies, ends, and what Cilium's engine says of connections between them.</summary>
internal sealed record ConformanceCase(
    string Name,
    IReadOnlyList<string> Policies,
    IReadOnlyDictionary<string, PolicyEnd> Ends,
    IReadOnlyList<ConformanceCheck> Checks,
    EvaluationOptions Options,
    bool MustBeRejected)
{
    /// <summary>The version whose agent reads the policies.</summary>
    public required CiliumVersion Accepting { get; init; }

    /// <summary>Keys that nobody here knows, each with its place: what they ask for would go untested.</summary>
    public required IReadOnlyList<string> UnknownKeys { get; init; }

    /// <summary>How many checks say in words what the proxy does; no program reads those.</summary>
    public required int ProxyRemarks { get; init; }
}

/// <summary>One connection in one direction.</summary>
internal sealed record ConformanceCheck(string From, string To, PolicyDirection Direction, ushort Port, Protocol Protocol, string Expect)
{
    public override string ToString() => $"{Direction} {From} -> {To} {Protocol}/{Port}";
}
