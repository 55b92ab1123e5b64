using FlowToPolicy.Policies.Evaluation.Compilation;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>Gathers the entries of all rules that select one subject, for one direction.</summary>
internal sealed class DirectionBuilder(NamedPorts names, ConflictFinder conflicts)
{
    private readonly List<PolicyEntry> _anyPeer = [];
    private readonly List<PolicyEntry> _doubtful = [];
    private readonly SortedDictionary<int, List<PolicyEntry>> _bySelector = [];
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

        return new DirectionPolicy
        {
            IsEnforced = true,
            IsIsolated = isolated,
            DeniedByDefault = new Judgement(JudgementKind.DeniedByDefault, isolating),
            AnyPeer = [.. _anyPeer],
            Selectors = [.. _bySelector.Keys],
            BySelector = [.. _bySelector.Values.Select(entries => entries.ToArray())],
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

        var entry = new PolicyEntry(compiled.Reference, _order++, isDeny, names.Resolve(compiled.Ports))
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
            Slot(selector).Add(entry);
        }

        // Peers are told apart by what is demanded of them, too.
        foreach (int demanded in entry.Required)
        {
            Slot(demanded);
        }

        if (compiled.Doubt is not null)
        {
            _doubtful.Add(entry);
        }
    }

    private List<PolicyEntry> Slot(int selector)
    {
        if (!_bySelector.TryGetValue(selector, out List<PolicyEntry>? entries))
        {
            _bySelector[selector] = entries = [];
        }

        return entries;
    }
}
