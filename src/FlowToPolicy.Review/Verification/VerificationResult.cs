using FlowToPolicy.Graph;

namespace FlowToPolicy.Review.Verification;

/// <summary>What a policy set does with everything that a window shows. Connections are counted as <see cref="ObservedConnection"/> says.</summary>
public sealed record VerificationResult
{
    /// <summary>Every connection with its verdict, in the graph's order.</summary>
    public required IReadOnlyList<ConnectionVerdict> Verdicts { get; init; }

    /// <summary>The denied ones from the view of each workload that takes part, those that were let through in the window first.</summary>
    public required IReadOnlyList<DenialGroup> Denials { get; init; }

    /// <summary>Addresses outside the cluster that the graph counts but does not list, so that they are judged by nobody; an estimate.</summary>
    public required long UnlistedAddresses { get; init; }

    /// <summary>The options in force.</summary>
    public required VerificationOptions Options { get; init; }

    /// <summary>Connections that get through.</summary>
    public int Admitted => Count(ReplayVerdict.Admitted);

    /// <summary>Connections that are stopped.</summary>
    public int Denied => Count(ReplayVerdict.Denied);

    /// <summary>Connections that cannot be judged.</summary>
    public int Unjudged => Count(ReplayVerdict.Unjudged);

    /// <summary>Connections that were let through in the window and would be stopped.</summary>
    public IEnumerable<ConnectionVerdict> WouldBeDenied => Verdicts.Where(verdict => verdict.IsWouldBeDenial);

    /// <summary>Connections that were denied in the window and would get through.</summary>
    public IEnumerable<ConnectionVerdict> NewlyAdmitted => Verdicts.Where(verdict => verdict.IsNewlyAdmitted);

    /// <summary>Connections of which the policies in force in the window said something else.</summary>
    public IEnumerable<ConnectionVerdict> Disagreements => Verdicts.Where(verdict => verdict.IsDisagreement);

    /// <summary>Whether nothing that was let through in the window is stopped.</summary>
    public bool Holds => !WouldBeDenied.Any();

    private int Count(ReplayVerdict verdict) => Verdicts.Count(v => v.Verdict == verdict);
}
