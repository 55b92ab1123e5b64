using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Usage;

/// <summary>
/// Finds out which items take in each observed connection. Most verdicts tell: what is plainly allowed names every item that allows it, and what
/// is denied by default is taken in by none. Only of the others all items are asked.
/// </summary>
internal sealed class UsageScan
{
    private static readonly IReadOnlyList<ObservedConnection> None = [];

    private readonly Dictionary<RuleItem, List<ObservedConnection>> _uses = new(ReferenceEqualityComparer.Instance);
    private readonly RuleItems _items;
    private readonly ItemLookup _lookup;

    /// <summary>Prepares for the items of a policy set.</summary>
    public UsageScan(RuleItems items) => (_items, _lookup) = (items, new ItemLookup(items));

    /// <summary>Goes through a graph.</summary>
    public UsageScan Read(CommunicationGraph graph, VerificationOptions options)
    {
        var replay = new PolicyReplay(_items.Set, options);
        return Read(ObservedConnection.Of(graph).Select(replay.Judge));
    }

    /// <summary>Goes through connections with what the very same policies say of them.</summary>
    public UsageScan Read(IEnumerable<ConnectionVerdict> verdicts)
    {
        foreach (ConnectionVerdict verdict in verdicts)
        {
            Read(verdict.Connection, verdict.Egress);
            Read(verdict.Connection, verdict.Ingress);
        }

        return this;
    }

    /// <summary>What an item takes in, whatever became of it.</summary>
    public IReadOnlyList<ObservedConnection> Of(RuleItem item) => _uses.GetValueOrDefault(item) ?? None;

    /// <summary>Whether something that was let through used an item.</summary>
    public bool IsUsed(RuleItem item)
    {
        foreach (ObservedConnection use in Of(item))
        {
            if (use.WasLetThrough)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An item with what it takes in.</summary>
    public ItemUse Use(RuleItem item) => new(item.Reference, item.Text, Of(item));

    private void Read(ObservedConnection connection, SideVerdict side)
    {
        if (connection.Subject(side.Direction) is not { Kind: EndKind.Workload, IsHome: true })
        {
            return;
        }

        bool egress = side.Direction == PolicyDirection.Egress;
        IReadOnlyList<PolicyEnd> subjects = egress ? connection.Clients : connection.Servers, peers = egress ? connection.Servers : connection.Clients;
        if (subjects.Count == 1 && peers.Count == 1 && side.Judgement is { Kind: JudgementKind.Allowed or JudgementKind.DeniedByDefault } judgement)
        {
            foreach (RuleReference rule in judgement.Admits ? judgement.Rules : [])
            {
                Add(_lookup.Of(rule), connection);
            }

            return;
        }

        foreach (PolicyEnd subject in subjects)
        {
            foreach (PolicyEnd peer in peers)
            {
                foreach (RuleItem item in _items.Matching(ItemPart.Whole, side.Direction, subject, peer, connection.Edge.Protocol, connection.Edge.Port))
                {
                    Add(item, connection);
                }
            }
        }
    }

    // All answers for one connection come one after the other.
    private void Add(RuleItem item, ObservedConnection connection)
    {
        if (!_uses.TryGetValue(item, out List<ObservedConnection>? uses))
        {
            _uses[item] = uses = [];
        }

        if (uses.Count == 0 || !ReferenceEquals(uses[^1], connection))
        {
            uses.Add(connection);
        }
    }
}
