using FlowToPolicy.Policies.Evaluation.Compilation;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>
/// Weighs the entries that hit one connection: deny before everything, then a redirect before a plain allow (1.17 and later), then the longer match.
/// </summary>
internal struct Verdict(ProtocolSet protocol, ushort port)
{
    private PolicyEntry? _first;
    private List<PolicyEntry>? _more;
    private bool _denied;
    private bool _allowed;
    private bool _redirected;
    private Doubt? _deniedPerhaps;
    private Doubt? _allowedPerhaps;

    /// <summary>Weighs in what Cilium allows by itself.</summary>
    public void Allow() => _allowed = true;

    /// <summary>Weighs in an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="peerDoubt">Why it may not take the peer in; null when it does.</param>
    public void Add(PolicyEntry entry, Doubt? peerDoubt)
    {
        bool hit = false, redirects = false;
        Doubt? doubt = null;
        foreach (PortRange range in entry.Ports)
        {
            if (!range.Holds(protocol, port))
            {
                continue;
            }

            if ((peerDoubt ?? range.Doubt) is { } reason)
            {
                doubt = reason;
                continue;
            }

            hit = true;
            redirects |= range.Redirects;
        }

        if (hit)
        {
            Count(entry, redirects);
        }
        else if (doubt is not null && entry.IsDeny)
        {
            _deniedPerhaps ??= doubt;
        }
        else if (doubt is not null)
        {
            _allowedPerhaps ??= doubt;
        }
    }

    private void Count(PolicyEntry entry, bool redirects)
    {
        // Only the entries of the strongest kind decide; weaker ones met before are forgotten.
        bool stronger = entry.IsDeny ? !_denied : redirects && !_redirected && !_denied;
        bool weaker = !entry.IsDeny && (_denied || (_redirected && !redirects));
        _denied |= entry.IsDeny;
        _redirected |= redirects && !entry.IsDeny;
        _allowed |= !entry.IsDeny;
        if (weaker)
        {
            return;
        }

        if (stronger || _first is null)
        {
            _first = entry;
            _more = null;
        }
        else if (_first != entry && _more?.Contains(entry) != true)
        {
            (_more ??= []).Add(entry);
        }
    }

    /// <summary>Whether the answer lets the connection pass: neither denied nor perhaps denied, and allowed for certain.</summary>
    public readonly bool Admits => !_denied && _deniedPerhaps is null && _allowed;

    /// <summary>The answer.</summary>
    public readonly Judgement Decide(Judgement deniedByDefault, Judgement allowedByItself)
    {
        if (_denied)
        {
            return Deciding(JudgementKind.DeniedByRule);
        }

        if (_deniedPerhaps is { } denied)
        {
            return Uncertain(denied);
        }

        if (_allowed)
        {
            return _first is null ? allowedByItself : Deciding(_redirected ? JudgementKind.Redirected : JudgementKind.Allowed);
        }

        return _allowedPerhaps is { } allowed ? Uncertain(allowed) : deniedByDefault;
    }

    private readonly Judgement Deciding(JudgementKind kind)
    {
        if (_more is null)
        {
            return _first!.Alone(kind);
        }

        IEnumerable<RuleReference?> references = _more.Append(_first!).OrderBy(entry => entry.Order).Select(entry => entry.Reference);
        return new Judgement(kind, [.. references.OfType<RuleReference>().Distinct()]);
    }

    private static Judgement Uncertain(Doubt doubt) => new(JudgementKind.Unresolvable, [], doubt.Cause, doubt.Reason);
}
