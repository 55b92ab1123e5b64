using FlowToPolicy.Policies.Evaluation.Compilation;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>Gathers the entries of all rules that select one subject, for one direction.</summary>
internal sealed class DirectionBuilder(NamedPorts names, ConflictFinder conflicts)
{
    private readonly List<PolicyEntry> _anyPeer = [];
    private readonly List<PolicyEntry> _doubtful = [];
    private readonly Dictionary<int, List<PolicyEntry>> _bySelector = [];
    private int _order;

    /// <summary>Builds the direction.</summary>
    /// <param name="direction">Which one.</param>
    /// <param name="rules">The rules that select the subject.</param>
    /// <param name="always">Whether the direction is closed whatever the rules say.</param>
    public DirectionPolicy Build(PolicyDirection direction, CompiledRule[] rules, bool always)
    {
        var isolating = new List<RuleReference>();
        bool speaks = false;
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
                isolating.Add(part.Reference);
            }

            foreach (CompiledEntry entry in part.Entries)
            {
                Add(entry);
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
            _anyPeer.Add(new PolicyEntry(null, _order++, isDeny: false, null, [Everything], null));
        }

        return new DirectionPolicy(
            isEnforced: true, isolated, isolating, [.. _anyPeer], _bySelector.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray()), [.. _doubtful]);
    }

    private static PortRange Everything { get; } = new(ProtocolSet.Every, 0, ushort.MaxValue, Redirects: false);

    private void Add(CompiledEntry compiled)
    {
        bool isDeny = compiled.Reference.IsDeny;
        if (!isDeny)
        {
            conflicts.Add(compiled);
        }

        var entry = new PolicyEntry(compiled.Reference, _order++, isDeny, compiled.Authentication, [.. compiled.Ports.SelectMany(names.Resolve)], compiled.Doubt);
        if (compiled.AnyPeer)
        {
            _anyPeer.Add(entry);
        }

        foreach (int selector in compiled.Selectors)
        {
            if (!_bySelector.TryGetValue(selector, out List<PolicyEntry>? entries))
            {
                _bySelector[selector] = entries = [];
            }

            entries.Add(entry);
        }

        if (compiled.Doubt is not null)
        {
            _doubtful.Add(entry);
        }
    }
}
