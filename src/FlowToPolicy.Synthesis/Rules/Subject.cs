using FlowToPolicy.Graph;
using FlowToPolicy.Synthesis.Selectors;

namespace FlowToPolicy.Synthesis.Rules;

/// <summary>A group of workloads that gets a policy, with its edges.</summary>
internal sealed class Subject(WorkloadGroup group)
{
    /// <summary>The workloads.</summary>
    public WorkloadGroup Group { get; } = group;

    /// <summary>The admitted edges to it.</summary>
    public List<Edge> Served { get; } = [];

    /// <summary>The admitted edges from it.</summary>
    public List<Edge> Called { get; } = [];

    /// <summary>The edges to it that are denied, at least for some addresses.</summary>
    public List<Edge> DeniedServed { get; } = [];

    /// <summary>The edges from it that are denied, at least for some addresses.</summary>
    public List<Edge> DeniedCalled { get; } = [];

    /// <summary>Connections to it that should be admitted and that no rule can name.</summary>
    public long UncoveredServed { get; set; }

    /// <summary>Connections from it that should be admitted and that no rule can name.</summary>
    public long UncoveredCalled { get; set; }

    /// <summary>The name that remarks give it.</summary>
    public string Name => Group.First.Name;
}
