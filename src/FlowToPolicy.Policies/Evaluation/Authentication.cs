using FlowToPolicy.Policies.Evaluation.Compilation;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>
/// Finds the authentication mode of a connection among the allow entries that hit it. Cilium keeps one map for the peer's identity and one for everybody,
/// takes the most specific explicit mode within a map, and of the two maps the entry that redirects, else the more specific one, else the peer's own;
/// where that entry itself names no mode, the stricter of the two counts, unless only one of them redirects (pkg/policy/mapstate.go authPreferredInsert, bpf/lib/policy.h).
/// </summary>
internal struct Authentication(ProtocolSet protocol, ushort port)
{
    private readonly List<PortRange> _forAll = [];
    private Side _own;
    private Side _everybody;

    /// <summary>Takes an entry that hits the peer into account, those for everybody first; only allow entries count.</summary>
    public void Add(PolicyEntry entry, bool anyPeer)
    {
        if (entry.IsDeny)
        {
            return;
        }

        foreach (PortRange range in entry.Ports)
        {
            if (!range.Holds(protocol, port) || range.Doubt is not null)
            {
                continue;
            }

            if (anyPeer)
            {
                _everybody.Add(range.Specificity(port), entry.Authentication, range.Redirects);
                _forAll.Add(range);
            }
            else
            {
                AddOwn(entry, range);
            }
        }
    }

    // As in OldPrecedence: on the very ports of an entry for everybody one for the peer inherits the redirect, and is left out if it adds nothing.
    private void AddOwn(PolicyEntry entry, PortRange range)
    {
        bool redirects = range.Redirects || _forAll.Exists(other => other.Redirects && range.IsMergedWith(other));
        bool coveredAsIs = entry.Authentication is null && _forAll.Exists(other => other.Redirects == redirects && range.IsMergedWith(other));
        if (!coveredAsIs)
        {
            _own.Add(range.Specificity(port), entry.Authentication, redirects);
        }
    }

    /// <summary>Takes the free entry of the local host into account.</summary>
    public void AddHost() => _own.Add(0, null, redirects: false);

    /// <summary>Whether the connection must be authenticated.</summary>
    public readonly bool IsRequired
    {
        get
        {
            bool own = ChoosesOwn;
            Side chosen = own ? _own : _everybody;
            Side other = own ? _everybody : _own;
            AuthenticationMode mode = chosen.Mode ?? AuthenticationMode.Disabled;
            if (!chosen.IsExplicit && other.IsSet && other.Redirects == chosen.Redirects && other.Mode is { } stricter && stricter > mode)
            {
                mode = stricter;
            }

            return mode != AuthenticationMode.Disabled;
        }
    }

    private readonly bool ChoosesOwn
    {
        get
        {
            if (!_own.IsSet || !_everybody.IsSet)
            {
                return _own.IsSet;
            }

            return _own.Redirects != _everybody.Redirects ? _own.Redirects : _own.Level >= _everybody.Level;
        }
    }

    /// <summary>The entries of one of the two maps.</summary>
    private struct Side
    {
        private int _modeLevel;
        private int _redirectLevel;
        private int _redirectFloor;
        private int _plainLevel;

        public bool IsSet { get; private set; }

        public bool Redirects { get; private set; }

        public AuthenticationMode? Mode { get; private set; }

        /// <summary>Whether the entry that is found names its mode itself.</summary>
        public readonly bool IsExplicit => Mode is not null && _modeLevel == Level;

        /// <summary>The specificity of the entry that is found: plain entries under a broader redirect are no longer in the map.</summary>
        public readonly int Level => Redirects
            ? Math.Max(_redirectLevel, Math.Max(Mode is null ? 0 : _modeLevel, _plainLevel < _redirectFloor ? _plainLevel : 0))
            : Math.Max(_plainLevel, Mode is null ? 0 : _modeLevel);

        public void Add(int level, AuthenticationMode? mode, bool redirects)
        {
            if (redirects)
            {
                _redirectFloor = Redirects ? Math.Min(_redirectFloor, level) : level;
                _redirectLevel = Math.Max(_redirectLevel, level);
                Redirects = true;
            }
            else
            {
                _plainLevel = Math.Max(_plainLevel, level);
            }

            if (mode is { } added && (Mode is not { } old || level > _modeLevel || (level == _modeLevel && added > old)))
            {
                Mode = added;
                _modeLevel = level;
            }

            IsSet = true;
        }
    }
}
