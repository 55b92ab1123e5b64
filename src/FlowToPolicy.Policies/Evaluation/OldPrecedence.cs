using FlowToPolicy.Policies.Evaluation.Compilation;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>
/// Says which of several allow entries decides before Cilium 1.17: peer and port together come before port alone, port alone before peer and protocol,
/// and so on, so that a plain entry for one peer may get past a redirect for everybody (bpf/lib/policy.h of 1.16).
/// </summary>
internal struct OldPrecedence(ProtocolSet protocol, ushort port)
{
    // The bits of a map entry that names a protocol but no port.
    private const int ProtocolOnly = 8;

    private readonly List<PortRange> _forAll = [];
    private Best _own;
    private Best _everybody;

    /// <summary>Takes an entry into account; those for everybody come first.</summary>
    public void Add(PolicyEntry entry, bool anyPeer)
    {
        if (anyPeer)
        {
            AddForEverybody(entry);
        }
        else
        {
            AddForPeer(entry);
        }
    }

    private void AddForEverybody(PolicyEntry entry)
    {
        foreach (PortRange range in entry.Ports)
        {
            if (!entry.IsDeny && range.Holds(protocol, port))
            {
                _everybody.Add(range.Specificity(port), range.Redirects);
                _forAll.Add(range);
            }
        }
    }

    // On the very ports of an entry for everybody one for the peer is left out, unless it alone redirects or names a mode; it inherits the redirect
    // (pkg/policy/l4.go toMapState).
    private void AddForPeer(PolicyEntry entry)
    {
        foreach (PortRange range in entry.Ports)
        {
            if (entry.IsDeny || !range.Holds(protocol, port))
            {
                continue;
            }

            bool redirects = range.Redirects || _forAll.Exists(other => other.Redirects && range.IsMergedWith(other));
            bool coveredAsIs = entry.Authentication is null && _forAll.Exists(other => other.Redirects == redirects && range.IsMergedWith(other));
            if (!coveredAsIs)
            {
                _own.Add(range.Specificity(port), redirects);
            }
        }
    }

    /// <summary>Takes the free entry of the local host into account.</summary>
    public void AddHost() => _own.Add(0, redirects: false);

    /// <summary>Whether the entry that decides redirects.</summary>
    public readonly bool Redirects
    {
        get
        {
            if (_own.IsSet && (_own.Level > ProtocolOnly || !_everybody.IsSet))
            {
                return _own.Redirects;
            }

            bool everybody = _everybody.IsSet && (!_own.IsSet || _everybody.Level > _own.Level);
            return everybody ? _everybody.Redirects : _own.Redirects;
        }
    }

    /// <summary>The most specific entry of one kind.</summary>
    private struct Best
    {
        public bool IsSet { get; private set; }

        public int Level { get; private set; }

        public bool Redirects { get; private set; }

        public void Add(int level, bool redirects)
        {
            if (!IsSet || level > Level)
            {
                Level = level;
                Redirects = redirects;
            }
            else if (level == Level)
            {
                Redirects |= redirects;
            }

            IsSet = true;
        }
    }
}
