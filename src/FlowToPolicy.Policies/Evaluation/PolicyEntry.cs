using FlowToPolicy.Policies.Evaluation.Compilation;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>
/// One item of a rule as it applies to subjects: port names are resolved. There are as many of them as items, so that an item without port names has
/// one for all subjects.
/// </summary>
/// <param name="direction">The direction of the rule as a whole; null for what Cilium adds by itself.</param>
/// <param name="item">The index of the item in its list.</param>
/// <param name="order">Its place among all entries of the policy set.</param>
/// <param name="isDeny">Whether it denies.</param>
/// <param name="ports">The ports.</param>
internal sealed class PolicyEntry(RuleReference? direction, int item, int order, bool isDeny, PortRange[] ports)
{
    private Judgement? _judgement;

    /// <summary>The item; null for what Cilium adds by itself.</summary>
    public RuleReference? Reference => direction is null ? null : direction with { IsDeny = IsDeny, Item = item };

    /// <summary>Its place among all entries of the policy set.</summary>
    public int Order { get; } = order;

    /// <summary>Whether it denies.</summary>
    public bool IsDeny { get; } = isDeny;

    /// <summary>The ports; none means that it has no effect.</summary>
    public PortRange[] Ports { get; } = ports;

    /// <summary>The authentication mode that it demands; null for none.</summary>
    public AuthenticationMode? Authentication { get; init; }

    /// <summary>Why it may take in other peers than its selectors do; null when it does not.</summary>
    public Doubt? Doubt { get; init; }

    /// <summary>Selectors that must all take the peer in beside one of its own.</summary>
    public int[] Required { get; private init; } = [];

    /// <summary>Whether the rule leaves the direction open (<c>enableDefaultDeny: false</c>), so that from 1.18 its L7 rules refuse nothing.</summary>
    public bool OnlyObserves { get; init; }

    /// <summary>The entry with the ports and the demands that hold for some subjects; itself where these add nothing.</summary>
    /// <param name="ports">The ports by their numbers.</param>
    /// <param name="required">What is demanded of its peers.</param>
    public PolicyEntry With(PortRange[] ports, int[] required) => ReferenceEquals(ports, Ports) && required.Length == 0
        ? this
        : new PolicyEntry(direction, item, Order, IsDeny, ports) { Authentication = Authentication, Doubt = Doubt, Required = required, OnlyObserves = OnlyObserves };

    /// <summary>The judgement that this entry alone leads to; made once per kind, so that the common answers cost no allocation.</summary>
    public Judgement Alone(JudgementKind kind)
    {
        // Read once: evaluators of several threads share the entries.
        Judgement? known = _judgement;
        return known?.Kind == kind ? known : _judgement = new Judgement(kind, Reference is { } reference ? [reference] : []);
    }
}
