using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Evaluation.Requests;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>
/// Judges connections by a set of policies as Cilium's engine does. Policies are compiled once; an identity is matched
/// against the selectors when it is first seen, and never again.
/// </summary>
/// <remarks>
/// Not safe for concurrent use, because answers are kept: give each thread its own evaluator, see <see cref="Share"/>. Memory grows with the distinct label sets, the ranges of
/// addresses and the sets of names that were asked about, not with the number of questions.
/// </remarks>
public sealed class PolicyEvaluator
{
    private static readonly Judgement Open = new(JudgementKind.Allowed, []);

    private readonly SelectorTable _selectors;
    private readonly CompiledSubjects _compiled;
    private readonly IdentityTable _identities;
    private readonly SubjectTable _subjects;
    private readonly PairCache _pairs = new();

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
        CompiledRule[] rules = [.. set.Policies.SelectMany(compiler.Compile).Select((rule, number) => rule with { Number = number })];
        selectors.Seal();
        _selectors = selectors;
        _compiled = new CompiledSubjects(rules, Options);
        _identities = new IdentityTable(selectors, Options);
        _subjects = new SubjectTable(_compiled, Options);
    }

    private PolicyEvaluator(PolicyEvaluator other)
    {
        Options = other.Options;
        _selectors = other._selectors.Share();
        _compiled = other._compiled;
        _identities = new IdentityTable(_selectors, Options);
        _subjects = new SubjectTable(_compiled, Options);
    }

    /// <summary>An evaluator of the same policies for another thread: what is compiled is shared, what is remembered is not.</summary>
    public PolicyEvaluator Share() => new(this);

    /// <summary>The options in force.</summary>
    public EvaluationOptions Options { get; }

    /// <summary>Judges one connection in one direction by the policies of <paramref name="subject"/>.</summary>
    /// <param name="direction">Which of the subject's sides is asked.</param>
    /// <param name="subject">The server for ingress, the client for egress.</param>
    /// <param name="peer">The other end.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="port">The server's port; the type for ICMP.</param>
    /// <param name="request">
    /// A request inside the connection, judged as well where a proxy gets it: the answer then is also what the proxy does. Null: the connection alone.
    /// </param>
    public Judgement Judge(PolicyDirection direction, PolicyEnd subject, PolicyEnd peer, Protocol protocol, ushort port, L7Request? request = null)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(peer);
        SubjectPolicy policy = _subjects.Find(subject.Labels, subject.NamedPorts);
        if (policy.Conflict is { } conflict)
        {
            return conflict;
        }

        PeerMatcher matcher = policy[direction];
        if (!matcher.Direction.IsEnforced)
        {
            return Open;
        }

        PeerPolicy answers = _pairs.Find(matcher, _identities.Find(peer));
        return request is null ? answers.Judge(protocol, port) : answers.Judge(protocol, port, request);
    }

    /// <summary>
    /// What <see cref="IsIsolated"/> and <see cref="Judge"/> say of a connection, without reasons: a subject with policies is asked about ten thousands of
    /// connections, of which few are ever explained.
    /// </summary>
    /// <param name="direction">Which of the subject's sides is asked.</param>
    /// <param name="subject">The server for ingress, the client for egress.</param>
    /// <param name="peer">The other end.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="port">The server's port; the type for ICMP.</param>
    public Passage Ask(PolicyDirection direction, PolicyEnd subject, PolicyEnd peer, Protocol protocol, ushort port)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(peer);
        SubjectPolicy policy = _subjects.Find(subject.Labels, subject.NamedPorts);
        PeerMatcher matcher = policy[direction];
        bool admits = policy.Conflict is null
            && (!matcher.Direction.IsEnforced || matcher.Admits(_identities.Find(peer), (ProtocolSet)(1 << (int)protocol), port));
        return new Passage(matcher.Direction.IsIsolated, admits);
    }

    /// <summary>Whether the direction is closed for the subject, so that only what a rule opens gets through.</summary>
    public bool IsIsolated(PolicyDirection direction, LabelSet subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return _subjects.Find(subject, null)[direction].Direction.IsIsolated;
    }
}
