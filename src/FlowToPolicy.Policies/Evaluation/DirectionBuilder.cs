using FlowToPolicy.Policies.Evaluation.Compilation;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>Gathers the entries of all rules that select one subject, for one direction.</summary>
internal sealed class DirectionBuilder(NamedPorts names, ConflictFinder conflicts)
{
    private readonly List<PolicyEntry> _anyPeer = [];
    private readonly List<PolicyEntry> _doubtful = [];
    private readonly List<(int Selector, int Order, PolicyEntry? Entry)> _bySelector = [];
    private bool _usesAuthentication;

    /// <summary>Builds the direction.</summary>
    /// <param name="direction">Which one.</param>
    /// <param name="rules">The rules that select the subject.</param>
    /// <param name="always">Whether the direction is closed whatever the rules say.</param>
    public DirectionPolicy Build(PolicyDirection direction, CompiledRule[] rules, bool always)
    {
        var isolating = new List<RuleReference>();
        bool speaks = false;
        RequiredSelectors required = Required(direction, rules);
        foreach (CompiledRule rule in rules)
        {
            CompiledDirection part = rule[direction];
            if (!part.Speaks)
            {
                continue;
            }

            speaks = true;
            if (part.DefaultDeny)
            {
                // A policy of several rules is named once.
                if (!isolating.Exists(reference => ReferenceEquals(reference.Policy, part.Reference.Policy)))
                {
                    isolating.Add(part.Reference);
                }
            }

            foreach (CompiledEntry entry in part.Entries)
            {
                Add(entry, required);
            }
        }

        if (!speaks && !always)
        {
            return DirectionPolicy.Open;
        }

        bool isolated = always || isolating.Count > 0;
        if (!isolated)
        {
            // Only rules with enableDefaultDeny false: Cilium adds an allow-all of its own.
            _anyPeer.Add(new PolicyEntry(null, -1, int.MaxValue, isDeny: false, [Everything]));
        }

        (int[] selectors, int[] starts, PolicyEntry[] selected) = Grouped();
        return new DirectionPolicy
        {
            IsEnforced = true,
            IsIsolated = isolated,
            DeniedByDefault = new Judgement(JudgementKind.DeniedByDefault, isolating),
            AnyPeer = [.. _anyPeer],
            Selectors = selectors,
            Starts = starts,
            Selected = selected,
            Doubtful = [.. _doubtful],
            UsesAuthentication = _usesAuthentication,
        };
    }

    /// <summary>What the rules demand of each other's peers (pkg/policy/rules.go of 1.18 and older).</summary>
    private static RequiredSelectors Required(PolicyDirection direction, CompiledRule[] rules)
    {
        if (!Array.Exists(rules, rule => rule[direction].Required is not { Allow.Length: 0, Deny.Length: 0 }))
        {
            return RequiredSelectors.None;
        }

        return new RequiredSelectors(
            [.. rules.SelectMany(rule => rule[direction].Required.Allow).Distinct().Order()],
            [.. rules.SelectMany(rule => rule[direction].Required.Deny).Distinct().Order()]);
    }

    private static PortRange Everything { get; } = new(ProtocolSet.Every, 0, ushort.MaxValue, null);

    private void Add(CompiledEntry compiled, RequiredSelectors required)
    {
        bool isDeny = compiled.Entry.IsDeny;
        CompiledPeers peers = compiled.Peers;
        // Cilium leaves out an item that selects nobody before it merges any (pkg/policy/rule.go mergeIngress).
        bool selectsNobody = !peers.AnyPeer && peers.Selectors.Length == 0 && compiled.Entry.Doubt is null;
        if (!isDeny && !selectsNobody)
        {
            conflicts.Add(compiled);
        }

        PolicyEntry entry = compiled.Entry.With(
            names.Resolve(compiled.Ports, compiled.Entry.Ports),
            !compiled.NamesEndpoints ? [] : isDeny ? required.Deny : required.Allow);
        _usesAuthentication |= entry.Authentication is not null;
        if (peers.AnyPeer)
        {
            _anyPeer.Add(entry);
        }

        foreach (int selector in peers.Selectors)
        {
            _bySelector.Add((selector, entry.Order, entry));
        }

        // Peers are told apart by what is demanded of them, too.
        foreach (int demanded in entry.Required)
        {
            _bySelector.Add((demanded, entry.Order, null));
        }

        if (entry.Doubt is not null)
        {
            _doubtful.Add(entry);
        }
    }

    // Sorted once at the end: a tree with a list for each selector costs many times as much where a subject has thousands of peers.
    private (int[] Selectors, int[] Starts, PolicyEntry[] Selected) Grouped()
    {
        _bySelector.Sort(static (a, b) => a.Selector != b.Selector ? a.Selector.CompareTo(b.Selector) : a.Order.CompareTo(b.Order));
        var selectors = new List<int>(_bySelector.Count);
        var starts = new List<int>(_bySelector.Count + 1);
        var selected = new List<PolicyEntry>(_bySelector.Count);
        foreach ((int selector, _, PolicyEntry? entry) in _bySelector)
        {
            if (selectors.Count == 0 || selectors[^1] != selector)
            {
                selectors.Add(selector);
                starts.Add(selected.Count);
            }

            if (entry is not null)
            {
                selected.Add(entry);
            }
        }

        starts.Add(selected.Count);
        return ([.. selectors], [.. starts], [.. selected]);
    }
}
