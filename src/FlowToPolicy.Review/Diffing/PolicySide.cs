using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Evaluation.Requests;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Diffing;

/// <summary>One of the two policy sets, ready to be asked.</summary>
internal sealed class PolicySide(PolicySet set, VerificationOptions options, ItemTexts texts)
{
    private readonly PolicyReplay _replay = new(set, options);
    private readonly RuleItems _items = new(set, options.Evaluation);

    /// <summary>The set.</summary>
    public PolicySet Set { get; } = set;

    /// <summary>What becomes of an observed connection.</summary>
    public ConnectionVerdict Judge(ObservedConnection connection) => _replay.Judge(connection);

    /// <summary>What a side of a judged connection says of a request inside it.</summary>
    public Judgement Ask(ConnectionVerdict verdict, PolicyDirection direction, L7Request request) => _replay.Ask(verdict, direction, request);

    /// <summary>What it says of a connection at both ends.</summary>
    public ConnectionState Judge(DiffEnd client, DiffEnd server, Protocol protocol, ushort port) => ConnectionState.Of(
        client.HasPolicies ? _replay.Evaluator.Judge(PolicyDirection.Egress, client.End, server.End, protocol, port) : null,
        server.HasPolicies ? _replay.Evaluator.Judge(PolicyDirection.Ingress, server.End, client.End, protocol, port) : null,
        (direction, request) => direction == PolicyDirection.Egress
            ? _replay.Evaluator.Judge(direction, client.End, server.End, protocol, port, request)
            : _replay.Evaluator.Judge(direction, server.End, client.End, protocol, port, request));

    /// <summary>The items about a subject by their meaning; equal ones once.</summary>
    public IReadOnlyDictionary<ItemKey, RuleItem> ItemsAbout(PolicyDirection direction, LabelSet subject)
    {
        var found = new SortedDictionary<ItemKey, RuleItem>();
        foreach (RuleItem item in _items.Selecting(direction, subject))
        {
            found.TryAdd(texts.Of(item), item);
        }

        return found;
    }

    /// <summary>Whether a direction of a subject is closed.</summary>
    public bool Closes(PolicyDirection direction, LabelSet subject) => _replay.Evaluator.IsIsolated(direction, subject);
}
