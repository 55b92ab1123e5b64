using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Review.Replaying;

/// <summary>Ends that policies cannot tell apart: all of their label sets are equal in what policies look at.</summary>
internal sealed class EndClass(int number, End example, IReadOnlyList<LabelSet> labelSets)
{
    /// <summary>Tells the classes of a graph apart.</summary>
    public int Number { get; } = number;

    /// <summary>Their label sets as policies see them.</summary>
    public IReadOnlyList<PolicyEnd> PolicyEnds { get; } = [.. labelSets.Select(labels => new PolicyEnd(labels))];

    /// <summary>One of the ends.</summary>
    public End Example { get; } = example;

    /// <summary>Their label sets, reduced.</summary>
    public IReadOnlyList<LabelSet> LabelSets { get; } = labelSets;

    /// <summary>How many ends there are.</summary>
    public long Size { get; set; }

    /// <summary>The ends, where each counts by itself (addresses outside the cluster).</summary>
    public List<End> Members { get; } = [];
}
