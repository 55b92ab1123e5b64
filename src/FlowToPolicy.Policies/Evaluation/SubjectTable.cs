using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Evaluation.Selectors;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>Finds what the policies say about a subject; prepared once per label set (and per set of named ports where rules use names).</summary>
internal sealed class SubjectTable
{
    private readonly CompiledSubjects _compiled;
    private readonly EvaluationOptions _options;
    private readonly Dictionary<LabelSet, Subject> _subjects = [];
    private readonly Dictionary<int[], SubjectPolicy> _byRules = new(NumberList.Comparer);
    private readonly SubjectPolicy _open;
    private readonly KeptAnswers _kept = new();
    private int _matchers;
    private (LabelSet Labels, Subject Found)? _last;

    /// <summary>Prepares for the rules.</summary>
    public SubjectTable(CompiledSubjects compiled, EvaluationOptions options)
    {
        (_compiled, _options) = (compiled, options);
        _open = new SubjectPolicy(Matcher(DirectionPolicy.Open, hostIsFree: false), Matcher(DirectionPolicy.Open, hostIsFree: false), null);
    }

    /// <summary>What holds for a subject.</summary>
    public SubjectPolicy Find(LabelSet labels, IReadOnlyList<NamedPort>? ports)
    {
        Subject subject = Find(labels);
        if (!subject.UsesOwnNames)
        {
            return subject.Policy ??= Build(labels, subject.Rules, null);
        }

        if (ports is null)
        {
            return subject.Policy ??= Build(labels, subject.Rules, null);
        }

        if (!subject.ByPorts.TryGetValue(ports, out SubjectPolicy? policy))
        {
            subject.ByPorts[[.. ports]] = policy = Build(labels, subject.Rules, ports);
        }

        return policy;
    }

    private Subject Find(LabelSet labels)
    {
        if (_last is { } last && ReferenceEquals(last.Labels, labels))
        {
            return last.Found;
        }

        if (!_subjects.TryGetValue(labels, out Subject? subject))
        {
            CompiledRule[] rules = _compiled.Rules(labels);
            _subjects[labels] = subject = new Subject(rules, UsesOwnNames(rules));
        }

        _last = (labels, subject);
        return subject;
    }

    private static bool UsesOwnNames(CompiledRule[] rules) =>
        Array.Exists(rules, rule => Array.Exists(rule.Ingress.Entries, entry => Array.Exists(entry.Ports, port => port.Name is not null)));

    private SubjectPolicy Build(LabelSet labels, CompiledRule[] rules, IReadOnlyList<NamedPort>? ports)
    {
        if (_options.Enforcement == EnforcementMode.Never || IsNeverEnforced(labels))
        {
            return _open;
        }

        // As in the engine, the key counts whatever its source (repository.go computePolicyEnforcementAndRules).
        bool always = _options.Enforcement == EnforcementMode.Always || HasKey(labels, ReservedIdentity.Init);
        bool isHost = labels.IsReserved(ReservedIdentity.Host);
        if (ports is not null || UsesOwnNames(rules))
        {
            return Policy(_compiled.Build(rules, always, ports), isHost);
        }

        // Subjects of the same rules share what these say.
        int[] key = [.. rules.Select(rule => rule.Number), always ? -1 : -2, isHost ? -1 : -2];
        if (!_byRules.TryGetValue(key, out SubjectPolicy? shared))
        {
            _byRules[key] = shared = Policy(_compiled.Shared(rules, always), isHost);
        }

        return shared;
    }

    // The local host is free to enter all but itself (pkg/policy/resolve.go DistillPolicy).
    private SubjectPolicy Policy(CompiledSubject compiled, bool isHost) =>
        new(Matcher(compiled.Ingress, hostIsFree: _options.AllowLocalhost && !isHost), Matcher(compiled.Egress, hostIsFree: false), compiled.Conflict);

    private PeerMatcher Matcher(DirectionPolicy direction, bool hostIsFree) => new(_matchers++, direction, _options, hostIsFree, _kept);

    private bool IsNeverEnforced(LabelSet labels)
    {
        // What is no endpoint of Cilium has no policy of its own.
        bool outside = labels.IsReserved(ReservedIdentity.World) || labels.IsReserved(ReservedIdentity.WorldIpv4) || labels.IsReserved(ReservedIdentity.WorldIpv6)
            || labels.IsReserved(ReservedIdentity.Unmanaged);

        // The engine asks for the key with any source, so a pod label "host" switches enforcement off (cilium issue 48027).
        bool host = HasKey(labels, ReservedIdentity.Host) || labels.IsReserved(ReservedIdentity.RemoteNode);
        return outside || (host && !_options.HostFirewall);
    }

    private static bool HasKey(LabelSet labels, string key)
    {
        foreach (Label label in labels)
        {
            if (label.Key == key)
            {
                return true;
            }
        }

        return false;
    }

    private sealed class Subject(CompiledRule[] rules, bool usesOwnNames)
    {
        public CompiledRule[] Rules { get; } = rules;

        public bool UsesOwnNames { get; } = usesOwnNames;

        public SubjectPolicy? Policy { get; set; }

        public Dictionary<IReadOnlyList<NamedPort>, SubjectPolicy> ByPorts { get; } = new(NamedPortList.Comparer);
    }
}
