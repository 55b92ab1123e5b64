using FlowToPolicy.Policies.Evaluation.Compilation;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>One item of a rule as it applies to one subject: port names are resolved.</summary>
internal sealed class PolicyEntry(RuleReference? reference, int order, bool isDeny, PortRange[] ports)
{
    private Judgement? _judgement;

    /// <summary>The item; null for what Cilium adds by itself.</summary>
    public RuleReference? Reference { get; } = reference;

    /// <summary>Its place among the subject's entries.</summary>
    public int Order { get; } = order;

    /// <summary>Whether it denies.</summary>
    public bool IsDeny { get; } = isDeny;

    /// <summary>The ports.</summary>
    public PortRange[] Ports { get; } = ports;

    /// <summary>The authentication mode that it demands; null for none.</summary>
    public AuthenticationMode? Authentication { get; init; }

    /// <summary>Why it may take in other peers than its selectors do; null when it does not.</summary>
    public Doubt? Doubt { get; init; }

    /// <summary>Selectors that must all take the peer in beside one of its own.</summary>
    public int[] Required { get; init; } = [];

    /// <summary>Whether its L7 rules refuse nothing.</summary>
    public bool OnlyObserves { get; init; }

    /// <summary>The judgement that this entry alone leads to; made once per kind, so that the common answers cost no allocation.</summary>
    public Judgement Alone(JudgementKind kind)
    {
        // Read once: evaluators of several threads share the entries.
        Judgement? known = _judgement;
        return known?.Kind == kind ? known : _judgement = new Judgement(kind, Reference is null ? [] : [Reference]);
    }
}
