using FlowToPolicy.Policies.Evaluation.Compilation;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>Gathers the entries of all rules that select one subject, for one direction.</summary>
internal sealed class DirectionBuilder(NamedPorts names, ConflictFinder conflicts)
{
    private readonly List<PolicyEntry> _anyPeer = [];
    private readonly List<PolicyEntry> _doubtful = [];
    private readonly List<(int Selector, int Order, PolicyEntry? Entry)> _bySelector = [];
    private bool _usesAuthentication;
    private int _order;

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
            _anyPeer.Add(new PolicyEntry(null, _order++, isDeny: false, [Everything]));
        }

        (int[] selectors, PolicyEntry[][] bySelector) = Grouped();
        return new DirectionPolicy
        {
            IsEnforced = true,
            IsIsolated = isolated,
            DeniedByDefault = new Judgement(JudgementKind.DeniedByDefault, isolating),
            AnyPeer = [.. _anyPeer],
            Selectors = selectors,
            BySelector = bySelector,
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
        bool isDeny = compiled.Reference.IsDeny;
        // Cilium leaves out an item that selects nobody before it merges any (pkg/policy/rule.go mergeIngress).
        bool selectsNobody = compiled is { AnyPeer: false, Selectors.Length: 0, Doubt: null };
        if (!isDeny && !selectsNobody)
        {
            conflicts.Add(compiled);
        }

        var entry = new PolicyEntry(compiled.Reference, _order++, isDeny, compiled.Ranges ?? names.Resolve(compiled.Ports))
        {
            Authentication = compiled.Authentication,
            Doubt = compiled.Doubt,
            OnlyObserves = compiled.OnlyObserves,
            Required = !compiled.NamesEndpoints ? [] : isDeny ? required.Deny : required.Allow,
        };
        _usesAuthentication |= entry.Authentication is not null;
        if (compiled.AnyPeer)
        {
            _anyPeer.Add(entry);
        }

        foreach (int selector in compiled.Selectors)
        {
            _bySelector.Add((selector, entry.Order, entry));
        }

        // Peers are told apart by what is demanded of them, too.
        foreach (int demanded in entry.Required)
        {
            _bySelector.Add((demanded, entry.Order, null));
        }

        if (compiled.Doubt is not null)
        {
            _doubtful.Add(entry);
        }
    }

    // Sorted once at the end: a tree with a list for each selector costs many times as much where a subject has thousands of peers.
    private (int[] Selectors, PolicyEntry[][] Entries) Grouped()
    {
        _bySelector.Sort(static (a, b) => a.Selector != b.Selector ? a.Selector.CompareTo(b.Selector) : a.Order.CompareTo(b.Order));
        var selectors = new List<int>(_bySelector.Count);
        var entries = new List<PolicyEntry[]>(_bySelector.Count);
        for (int from = 0, to; from < _bySelector.Count; from = to)
        {
            int selector = _bySelector[from].Selector, count = 0;
            for (to = from; to < _bySelector.Count && _bySelector[to].Selector == selector; to++)
            {
                count += _bySelector[to].Entry is null ? 0 : 1;
            }

            var group = new PolicyEntry[count];
            for (int at = from, next = 0; at < to; at++)
            {
                if (_bySelector[at].Entry is { } entry)
                {
                    group[next++] = entry;
                }
            }

            selectors.Add(selector);
            entries.Add(group);
        }

        return ([.. selectors], [.. entries]);
    }
}
