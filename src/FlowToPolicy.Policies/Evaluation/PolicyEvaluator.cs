using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>
/// Judges connections by a set of policies as Cilium's engine does. Policies are compiled once; an identity is matched
/// against the selectors when it is first seen. Not safe for concurrent use.
/// </summary>
public sealed class PolicyEvaluator
{
    // From 1.17 a redirect beats a plain allow (pkg/policy/mapstate.go).
    private static readonly CiliumVersion RedirectWins = new(1, 17);

    private static readonly Judgement Open = new(JudgementKind.Allowed, []);

    private readonly IdentityTable _identities;
    private readonly SubjectTable _subjects;

    /// <summary>Compiles policies that come without CIDR groups: what groups hold is then not known.</summary>
    /// <param name="policies">Policies that Cilium would accept.</param>
    /// <param name="options">The agent's options; <see cref="EvaluationOptions.Default"/> when null.</param>
    public PolicyEvaluator(IReadOnlyList<Policy> policies, EvaluationOptions? options = null)
        : this(new PolicySet(policies, []), options)
    {
    }

    /// <summary>Compiles the policies.</summary>
    /// <param name="set">Policies that Cilium would accept; what it would refuse is answered with <see cref="UnresolvedCause.NotModelled"/>.</param>
    /// <param name="options">The agent's options; <see cref="EvaluationOptions.Default"/> when null.</param>
    public PolicyEvaluator(PolicySet set, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        Options = options ?? EvaluationOptions.Default;
        var selectors = new SelectorTable(Options);
        var compiler = new PolicyCompiler(selectors, Options, set);
        CompiledRule[] rules = [.. set.Policies.SelectMany(compiler.Compile)];
        selectors.Seal();
        _identities = new IdentityTable(selectors, Options);
        _subjects = new SubjectTable(rules, Options);
    }

    /// <summary>The options in force.</summary>
    public EvaluationOptions Options { get; }

    /// <summary>Judges one connection in one direction by the policies of <paramref name="subject"/>.</summary>
    /// <param name="direction">Which of the subject's sides is asked.</param>
    /// <param name="subject">The server for ingress, the client for egress.</param>
    /// <param name="peer">The other end.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="port">The server's port; the type for ICMP.</param>
    public Judgement Judge(PolicyDirection direction, PolicyEnd subject, PolicyEnd peer, Protocol protocol, ushort port)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(peer);
        SubjectPolicy policy = _subjects.Find(subject.Labels, subject.NamedPorts);
        if (policy.Conflict is { } conflict)
        {
            return conflict;
        }

        DirectionPolicy part = policy[direction];
        if (!part.IsEnforced)
        {
            return Open;
        }

        Identity identity = _identities.Find(peer);
        bool freeHost = direction == PolicyDirection.Ingress && identity.IsHost && Options.AllowLocalhost;
        var set = (ProtocolSet)(1 << (int)protocol);
        Judgement judgement = Weigh(part, identity, set, port, freeHost);
        if (judgement.Kind == JudgementKind.Redirected && Options.Version < RedirectWins && !Redirects(part, identity, set, port, freeHost))
        {
            judgement = judgement with { Kind = JudgementKind.Allowed };
        }

        return part.UsesAuthentication && judgement.Admits && NeedsAuthentication(part, identity, set, port, freeHost)
            ? judgement with { Kind = JudgementKind.AuthRequired }
            : judgement;
    }

    /// <summary>Whether the direction is closed for the subject, so that only what a rule opens gets through.</summary>
    public bool IsIsolated(PolicyDirection direction, LabelSet subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return _subjects.Find(subject, null)[direction].IsIsolated;
    }

    private static Judgement Weigh(DirectionPolicy part, Identity identity, ProtocolSet protocol, ushort port, bool freeHost)
    {
        var verdict = new Verdict(protocol, port);
        if (freeHost)
        {
            verdict.Allow();
        }

        foreach (PolicyEntry entry in part.AnyPeer)
        {
            verdict.Add(entry);
        }

        var matches = new SortedMatches(part.SelectorNumbers, identity.Selectors);
        while (matches.Next(out int selector))
        {
            foreach (PolicyEntry entry in part.Entries(selector)!)
            {
                verdict.Add(entry);
            }
        }

        AddDoubts(ref verdict, part, identity);
        return verdict.Decide(part.DeniedByDefault, Open);
    }

    private static void AddDoubts(ref Verdict verdict, DirectionPolicy part, Identity identity)
    {
        foreach (PolicyEntry entry in part.Doubtful)
        {
            verdict.AddPerhaps(entry, entry.Doubt!);
        }

        if (identity.Doubt is not { } doubt)
        {
            return;
        }

        var matches = new SortedMatches(part.SelectorNumbers, identity.Uncertain);
        while (matches.Next(out int selector))
        {
            foreach (PolicyEntry entry in part.Entries(selector)!)
            {
                verdict.AddPerhaps(entry, doubt);
            }
        }
    }

    private static bool Redirects(DirectionPolicy part, Identity identity, ProtocolSet protocol, ushort port, bool freeHost)
    {
        var precedence = new OldPrecedence(protocol, port);
        foreach (PolicyEntry entry in part.AnyPeer)
        {
            precedence.AddForEverybody(entry);
        }

        if (freeHost)
        {
            precedence.AddHost();
        }

        var matches = new SortedMatches(part.SelectorNumbers, identity.Selectors);
        while (matches.Next(out int selector))
        {
            foreach (PolicyEntry entry in part.Entries(selector)!)
            {
                precedence.AddForPeer(entry);
            }
        }

        return precedence.Redirects;
    }

    private static bool NeedsAuthentication(DirectionPolicy part, Identity identity, ProtocolSet protocol, ushort port, bool freeHost)
    {
        var authentication = new Authentication(protocol, port);
        if (freeHost)
        {
            authentication.AddHost();
        }

        foreach (PolicyEntry entry in part.AnyPeer)
        {
            authentication.Add(entry, anyPeer: true);
        }

        var matches = new SortedMatches(part.SelectorNumbers, identity.Selectors);
        while (matches.Next(out int selector))
        {
            foreach (PolicyEntry entry in part.Entries(selector)!)
            {
                authentication.Add(entry, anyPeer: false);
            }
        }

        return authentication.IsRequired;
    }
}
