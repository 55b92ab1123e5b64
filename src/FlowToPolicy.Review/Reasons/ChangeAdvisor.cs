using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Review.Reasons;

/// <summary>Finds the smallest change that lets a denied connection through.</summary>
public sealed class ChangeAdvisor
{
    private readonly Amendments _amendments;

    /// <summary>Prepares for the connections of a graph.</summary>
    public ChangeAdvisor(CommunicationGraph graph) => _amendments = new Amendments(graph);

    /// <summary>The change at the end that denies; null when no rule can name the connection.</summary>
    /// <param name="denial">Why it is denied.</param>
    /// <param name="edge">The connection.</param>
    /// <param name="address">Its address outside the cluster.</param>
    /// <param name="direction">The side that denies.</param>
    public SuggestedChange? Suggest(Denial denial, Edge edge, Address address, PolicyDirection direction)
    {
        ArgumentNullException.ThrowIfNull(denial);
        ArgumentNullException.ThrowIfNull(edge);
        RuleReference? deciding = denial.Rules.Count > 0 ? denial.Rules[0] : null;
        switch (denial.Cause)
        {
            case DenialCause.ExplicitDeny:
                return deciding is null ? null : new SuggestedChange($"narrow or remove {deciding}: no allow overrules a deny", deciding.Position, "");
            case DenialCause.Authentication:
                return deciding is null ? null : new SuggestedChange($"set up mutual authentication, or take authentication out of {deciding}", deciding.Position, "");
            case DenialCause.Conflict:
                return deciding is null ? null : new SuggestedChange($"make {string.Join(" and ", denial.Rules)} agree, or take one of them out", deciding.Position, "");
            case DenialCause.NoRuleForPort or DenialCause.NamedPort when denial.Nearest is { } nearest && Port(edge) is { } port:
                return new SuggestedChange($"add the port to {nearest}", nearest.Position, port);
            case DenialCause.L7Filter when denial.Nearest is { } filter:
                return new SuggestedChange($"add what is asked to the rules of {filter}", filter.Position, "");
            default:
                return NewItem(denial, edge, address, direction);
        }
    }

    private static string? Port(Edge edge) => Amendments.PortOf(edge) is { } item ? PolicyYamlWriter.WriteItem(item, isIngress: true) : null;

    private SuggestedChange? NewItem(Denial denial, Edge edge, Address address, PolicyDirection direction)
    {
        bool ingress = direction == PolicyDirection.Ingress;
        RuleReference? home = denial.Rules.FirstOrDefault(rule => rule.Policy.NetworkPolicy is null);
        string space = home?.Policy.Namespace ?? (ingress ? edge.Server : edge.Client).Workload?.Namespace ?? "";
        if (_amendments.Item(edge, address, ingress, space) is not { } item)
        {
            return null;
        }

        string list = ingress ? "ingress" : "egress", yaml = PolicyYamlWriter.WriteItem(item, ingress);
        return home is null
            ? new SuggestedChange($"add a CiliumNetworkPolicy about {(ingress ? edge.Server : edge.Client).Name} with this item in {list}", default, yaml)
            : new SuggestedChange($"add this item to {home}", home.Position, yaml);
    }
}
