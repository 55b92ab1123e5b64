using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Vocabulary;

namespace FlowToPolicy.Review.Usage;

/// <summary>The ports that items open, whatever their peers; the evaluator answers, and answers are kept.</summary>
internal sealed class PortShape
{
    private static readonly PolicyEnd Pod = new(LabelSet.Parse($"k8s:{LabelKeys.Namespace}={Namespace}"));
    private const string Namespace = "f2p-ports";

    private readonly Policy _policy;
    private readonly EvaluationOptions _options;
    private readonly PolicyDirection _direction;
    private readonly PolicyEvaluator _evaluator;
    private readonly Dictionary<(Protocol Protocol, ushort Port), Judgement> _answers = [];
    private IReadOnlyList<PortInterval>? _intervals;

    private PortShape(Policy policy, PolicyDirection direction, EvaluationOptions options)
    {
        (_policy, _direction, _options) = (policy, direction, options);
        _evaluator = new PolicyEvaluator([policy], options);
    }

    /// <summary>The ports of an item that names everybody.</summary>
    public static PortShape Of(DirectionItem item, PolicyDirection direction, EvaluationOptions options)
    {
        DirectionItem[] items = [item];
        var rule = new Rule
        {
            EndpointSelector = new LabelSelector(),
            Ingress = direction == PolicyDirection.Ingress ? items : null,
            Egress = direction == PolicyDirection.Egress ? items : null,
        };
        return new PortShape(new Policy { Kind = PolicyKind.CiliumNetworkPolicy, Name = "ports", Namespace = Namespace, Rules = [rule] }, direction, options);
    }

    /// <summary>The ports of an item of a Kubernetes NetworkPolicy that names everybody.</summary>
    public static PortShape Of(NetworkPolicyRule item, PolicyDirection direction, EvaluationOptions options)
    {
        NetworkPolicyRule[] items = [item];
        bool ingress = direction == PolicyDirection.Ingress;
        var spec = new NetworkPolicySpec { Ingress = ingress ? items : null, Egress = ingress ? null : items, PolicyTypes = [ingress ? "Ingress" : "Egress"] };
        return new PortShape(new Policy { Kind = PolicyKind.NetworkPolicy, Name = "ports", Namespace = Namespace, Rules = [], NetworkPolicy = spec }, direction, options);
    }

    /// <summary>Whether the port is opened for certain.</summary>
    public bool Opens(Protocol protocol, ushort port) => Judge(protocol, port).Admits;

    /// <summary>Whether the port may be opened: a name may mean it.</summary>
    public bool MayOpen(Protocol protocol, ushort port) => Judge(protocol, port) is { Admits: true } or { Kind: JudgementKind.Unresolvable };

    /// <summary>Ranges of ports that all act alike.</summary>
    public IReadOnlyList<PortInterval> Intervals => _intervals ??= Together([this], _options);

    /// <summary>Ranges of ports that none of several tells apart.</summary>
    public static IReadOnlyList<PortInterval> Together(IEnumerable<PortShape> shapes, EvaluationOptions options) =>
        PolicyVocabulary.Of([new PolicySet([.. shapes.Select(shape => shape._policy)], [])], options.LocalCluster).Ports;

    /// <summary>Whether this opens every port that another one does.</summary>
    public bool Covers(PortShape other) => ReferenceEquals(this, other)
        || Together([this, other], _options).All(ports => !other.Opens(ports.Protocol, ports.First) || Opens(ports.Protocol, ports.First));

    private Judgement Judge(Protocol protocol, ushort port)
    {
        if (!_answers.TryGetValue((protocol, port), out Judgement? judgement))
        {
            _answers[(protocol, port)] = judgement = _evaluator.Judge(_direction, Pod, Pod, protocol, port);
        }

        return judgement;
    }
}
