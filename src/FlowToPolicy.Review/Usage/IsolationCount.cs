using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;

namespace FlowToPolicy.Review.Usage;

/// <summary>How well a set closes workloads: a workload counts when one of its label sets does.</summary>
internal sealed class IsolationCount(RuleItems items, PortShapes ports, PolicyEvaluator evaluator)
{
    private static readonly Address Anywhere = Address.Parse("198.51.100.77");

    private readonly PolicyEnd _outside = new(LabelSet.Parse(items.Options.DualStack ? $"reserved:{ReservedIdentity.WorldIpv4}" : $"reserved:{ReservedIdentity.World}"), Anywhere, []);

    /// <summary>How many workloads have a direction closed.</summary>
    public int Closed(PolicyDirection direction, IReadOnlyCollection<IReadOnlyList<LabelSet>> workloads) =>
        workloads.Count(sets => sets.Any(labels => evaluator.IsIsolated(direction, labels)));

    /// <summary>How many workloads any address outside the cluster may call on some port.</summary>
    public int OpenToWorld(IReadOnlyCollection<IReadOnlyList<LabelSet>> workloads) => workloads.Count(sets => sets.Any(IsOpenToWorld));

    private bool IsOpenToWorld(LabelSet labels)
    {
        var subject = new PolicyEnd(labels);
        bool Admits(Protocol protocol, ushort port) => evaluator.Judge(PolicyDirection.Ingress, subject, _outside, protocol, port).Admits;
        IReadOnlyList<RuleItem> about = items.Selecting(PolicyDirection.Ingress, labels);
        if (!evaluator.IsIsolated(PolicyDirection.Ingress, labels) && Admits(Protocol.Tcp, 1))
        {
            return true;
        }

        // Where a rule begins or ends to hold, something may get through; a deny may take out the beginning of what an item opens.
        PortShape[] shapes = [.. about.Where(item => item.Item is not { IsEmpty: true }).Select(ports.Of).Distinct()];
        return (about.Any(item => item.Reference.IsDeny) ? PortShape.Together(shapes, items.Options) : shapes.SelectMany(shape => shape.Intervals))
            .Any(range => Admits(range.Protocol, range.First));
    }
}
