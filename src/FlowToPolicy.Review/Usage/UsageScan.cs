using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Usage;

/// <summary>Asks of every observed connection which items take it in; only the items about its two ends are asked.</summary>
internal sealed class UsageScan
{
    private static readonly IReadOnlyList<ObservedConnection> None = [];

    private readonly Dictionary<RuleItem, List<ObservedConnection>> _uses = new(ReferenceEqualityComparer.Instance);
    private readonly RuleItems _items;

    /// <summary>Prepares for the items of a policy set.</summary>
    public UsageScan(RuleItems items) => _items = items;

    /// <summary>Goes through a graph.</summary>
    public UsageScan Read(CommunicationGraph graph)
    {
        foreach (ObservedConnection connection in ObservedConnection.Of(graph))
        {
            Read(connection, PolicyDirection.Egress, connection.Clients, connection.Servers);
            Read(connection, PolicyDirection.Ingress, connection.Servers, connection.Clients);
        }

        return this;
    }

    /// <summary>What an item takes in.</summary>
    public IReadOnlyList<ObservedConnection> Of(RuleItem item) => _uses.GetValueOrDefault(item) ?? None;

    /// <summary>An item with what it takes in.</summary>
    public ItemUse Use(RuleItem item) => new(item.Reference, item.Text, Of(item));

    private void Read(ObservedConnection connection, PolicyDirection direction, IReadOnlyList<PolicyEnd> subjects, IReadOnlyList<PolicyEnd> peers)
    {
        if (connection.Subject(direction) is not { Kind: EndKind.Workload, IsHome: true })
        {
            return;
        }

        HashSet<RuleItem>? found = null;
        foreach (PolicyEnd subject in subjects)
        {
            foreach (RuleItem item in _items.Selecting(direction, subject.Labels))
            {
                if (found?.Contains(item) != true && Takes(item, connection.Edge, subject, peers))
                {
                    (found ??= new HashSet<RuleItem>(ReferenceEqualityComparer.Instance)).Add(item);
                    Add(item, connection);
                }
            }
        }
    }

    private static bool Takes(RuleItem item, Edge edge, PolicyEnd subject, IReadOnlyList<PolicyEnd> peers)
    {
        foreach (PolicyEnd peer in peers)
        {
            // A pod's own node gets in without any rule: then no rule is named.
            if (item.Judge(ItemPart.Whole, subject, peer, edge.Protocol, edge.Port) is { Admits: true, Rules.Count: > 0 })
            {
                return true;
            }
        }

        return false;
    }

    private void Add(RuleItem item, ObservedConnection connection)
    {
        if (!_uses.TryGetValue(item, out List<ObservedConnection>? uses))
        {
            _uses[item] = uses = [];
        }

        uses.Add(connection);
    }
}
