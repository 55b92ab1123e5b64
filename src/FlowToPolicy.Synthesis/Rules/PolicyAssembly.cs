using FlowToPolicy.Policies.Model;
using FlowToPolicy.Synthesis.Comments;
using FlowToPolicy.Synthesis.Naming;

namespace FlowToPolicy.Synthesis.Rules;

/// <summary>Puts selector and items together into a policy.</summary>
internal sealed class PolicyAssembly(ProposalOptions options, PolicyNames names, string homeCluster)
{
    private static readonly Dictionary<string, string> OwnLabels = new() { ["app.kubernetes.io/managed-by"] = "flow2policy" };

    // The documented way to close a direction and open nothing: one empty item. An empty list would close nothing.
    private static readonly IReadOnlyList<DirectionItem> Nothing = [new DirectionItem()];

    /// <summary>The policy of a subject; null when it closes nothing.</summary>
    public ProposedPolicy? Assemble(Subject subject, IReadOnlyList<DirectionItem> ingress, IReadOnlyList<DirectionItem> egress)
    {
        bool closesIngress = options.Isolate == Isolation.All || (ingress.Count > 0 && subject.UncoveredServed == 0);
        bool closesEgress = options.Isolate == Isolation.All || (egress.Count > 0 && subject.UncoveredCalled == 0);
        if (!closesIngress && !closesEgress)
        {
            return null;
        }

        string description = Describe(subject, closesIngress, closesEgress);
        string baseName = names[subject.Group];
        var policy = new Policy
        {
            Kind = PolicyKind.CiliumNetworkPolicy,
            Name = SafeName.ObjectName(options.NamePrefix, baseName),
            Namespace = subject.Group.Namespace,
            Labels = OwnLabels,
            Rules =
            [
                .. subject.Group.AsSubject().Select(selector => new Rule
                {
                    Description = description,
                    EndpointSelector = selector,
                    Ingress = closesIngress ? (ingress.Count > 0 ? ingress : Nothing) : null,
                    Egress = closesEgress ? (egress.Count > 0 ? egress : Nothing) : null,
                }),
            ],
            Comments =
            [
                .. Comments(subject, closesIngress, closesEgress),
                .. Suppressions.OfIngress(closesIngress ? ingress : null, options.Platform),
                .. Suppressions.OfEgress(closesEgress ? egress : null),
            ],
        };
        return new ProposedPolicy
        {
            Policy = policy,
            Cluster = subject.Group.NamedCluster ?? homeCluster,
            Namespace = subject.Group.Namespace,
            BaseName = baseName,
            Workloads = subject.Group.Workloads,
            ClosesIngress = closesIngress,
            ClosesEgress = closesEgress,
        };
    }

    // No numbers and no times here: this is part of the policy, and must not change because a day went by.
    private static string Describe(Subject subject, bool closesIngress, bool closesEgress)
    {
        string closed = closesIngress && closesEgress ? "ingress and egress" : closesIngress ? "ingress" : "egress";
        return $"Proposed from the recorded flows of {CommentText.Names(subject.Group.Workloads)}; closes {closed}.";
    }

    private List<string> Comments(Subject subject, bool closesIngress, bool closesEgress)
    {
        if (options.Evidence == EvidenceDetail.None)
        {
            return [];
        }

        var lines = new List<string>();
        if (subject.Group.Workloads.Count > 1)
        {
            lines.Add("Labels do not tell these workloads apart, so they share this policy:");
            lines.AddRange(subject.Group.Workloads.Take(20).Select(end => "  " + CommentText.OneLine(end.Name)));
            if (subject.Group.Workloads.Count > 20)
            {
                lines.Add($"  and {CommentText.Number(subject.Group.Workloads.Count - 20)} more");
            }
        }

        if (!closesIngress)
        {
            lines.Add("Ingress stays open: " + WhyOpen(subject.UncoveredServed, "to"));
        }
        else if (!closesEgress)
        {
            lines.Add("Egress stays open: " + WhyOpen(subject.UncoveredCalled, "from"));
        }

        return lines;
    }

    private static string WhyOpen(long uncovered, string direction) => uncovered == 0
        ? $"no connection {direction} here was seen that needs a rule."
        : $"{CommentText.Count(uncovered, "connection", "connections")} {direction} here cannot be named by any rule.";
}
