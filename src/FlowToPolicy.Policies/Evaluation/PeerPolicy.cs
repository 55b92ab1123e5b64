using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Evaluation.Requests;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>
/// What one direction of a subject says to the peers that the same selectors take in: for each protocol a table of port ranges, in each of which
/// one judgement holds.
/// </summary>
internal sealed class PeerPolicy
{
    // From 1.17 a redirect beats a plain allow (pkg/policy/mapstate.go).
    private static readonly CiliumVersion RedirectWins = new(1, 17);

    private static readonly Judgement ByItself = new(JudgementKind.Allowed, []);

    private readonly DirectionPolicy _direction;
    private readonly PeerHit[] _hits;
    private readonly bool _isFreeHost;
    private readonly EvaluationOptions _options;

    // Most answers are asked for one port only: the tables are made for the second one.
    private PortTable?[]? _tables;
    private Judgement? _first;
    private Protocol _firstProtocol;
    private ushort _firstPort;

    // Which entry is more specific may change within a range of ports.
    private readonly bool _dependsOnSpecificity;

    /// <summary>Prepares the answers.</summary>
    /// <param name="direction">The direction.</param>
    /// <param name="hits">Its entries that take these peers in or may; first those for everybody.</param>
    /// <param name="isFreeHost">Whether the peer is the local host, which Cilium lets in by itself.</param>
    /// <param name="options">The agent's options.</param>
    public PeerPolicy(DirectionPolicy direction, PeerHit[] hits, bool isFreeHost, EvaluationOptions options)
    {
        _direction = direction;
        _hits = hits;
        _isFreeHost = isFreeHost;
        _options = options;
        _dependsOnSpecificity = direction.UsesAuthentication || options.Version < RedirectWins;
    }

    /// <summary>Judges a connection.</summary>
    public Judgement Judge(Protocol protocol, ushort port)
    {
        var set = (ProtocolSet)(1 << (int)protocol);
        if (_dependsOnSpecificity)
        {
            return Decide(set, port).Judgement;
        }

        if (_first is null)
        {
            (_firstProtocol, _firstPort) = (protocol, port);
            return _first = Decide(set, port).Judgement;
        }

        if (_firstProtocol == protocol && _firstPort == port)
        {
            return _first;
        }

        _tables ??= new PortTable?[8];
        PortTable table = _tables[(int)protocol] ??= new PortTable(_hits, set);
        ref Judgement? judgement = ref table.At(port);
        return judgement ??= Decide(set, port).Judgement;
    }

    /// <summary>Judges a connection and a request in it.</summary>
    public Judgement Judge(Protocol protocol, ushort port, L7Request request)
    {
        var set = (ProtocolSet)(1 << (int)protocol);
        (Judgement judgement, bool redirects) = Decide(set, port);

        // Redirected traffic of the local host meets a rule that lets every request pass (pkg/policy/l4.go hostWildcardL7).
        return !judgement.Admits || _isFreeHost
            ? judgement
            : new RequestJudge(_hits, set, port, _options.Version).Judge(judgement, redirects, request);
    }

    private (Judgement Judgement, bool Redirects) Decide(ProtocolSet protocol, ushort port)
    {
        var verdict = new Verdict(protocol, port);
        if (_isFreeHost)
        {
            verdict.Allow();
        }

        foreach (PeerHit hit in _hits)
        {
            verdict.Add(hit.Entry, hit.Doubt);
        }

        Judgement judgement = verdict.Decide(_direction.DeniedByDefault, ByItself);
        bool redirects = judgement.Kind == JudgementKind.Redirected;
        if (redirects && _options.Version < RedirectWins && !RedirectsByOldPrecedence(protocol, port))
        {
            redirects = false;
            judgement = judgement with { Kind = JudgementKind.Allowed };
        }

        if (_direction.UsesAuthentication && judgement.Admits && NeedsAuthentication(protocol, port))
        {
            judgement = judgement with { Kind = JudgementKind.AuthRequired };
        }

        return (judgement, redirects);
    }

    private bool RedirectsByOldPrecedence(ProtocolSet protocol, ushort port)
    {
        var precedence = new OldPrecedence(protocol, port);
        if (_isFreeHost)
        {
            precedence.AddHost();
        }

        foreach (PeerHit hit in _hits)
        {
            if (hit.Doubt is null)
            {
                precedence.Add(hit.Entry, hit.Selector == PeerHit.Anybody);
            }
        }

        return precedence.Redirects;
    }

    private bool NeedsAuthentication(ProtocolSet protocol, ushort port)
    {
        var authentication = new Authentication(protocol, port);
        if (_isFreeHost)
        {
            authentication.AddHost();
        }

        foreach (PeerHit hit in _hits)
        {
            if (hit.Doubt is null)
            {
                authentication.Add(hit.Entry, anyPeer: hit.Selector == PeerHit.Anybody);
            }
        }

        return authentication.IsRequired;
    }
}
