using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Synthesis.Comments;
using FlowToPolicy.Synthesis.Naming;
using FlowToPolicy.Synthesis.Rules;
using FlowToPolicy.Synthesis.Selectors;

namespace FlowToPolicy.Synthesis;

/// <summary>Makes the least-privilege policies that a graph needs.</summary>
public static class ProposalBuilder
{
    /// <summary>Proposes policies for the workloads of <paramref name="graph"/>.</summary>
    public static Proposal Build(CommunicationGraph graph, ProposalOptions options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);

        var selectors = new SelectorIndex(graph);
        var admission = new Admission(options);
        var peers = new PeerLookup(selectors);
        var remarks = new RemarkList();
        var worldNames = new ClusterNames(graph.Edges);
        List<Subject> subjects = Subjects(graph, selectors, options, remarks);
        var triage = new EdgeTriage(graph, subjects, admission, peers, options.Isolate == Isolation.All);
        remarks.AddRange(triage.Remarks());

        var names = new PolicyNames([.. subjects.Select(subject => subject.Group)], graph.Ends);
        var assembly = new PolicyAssembly(options, names, graph.HomeClusters.Count == 1 ? graph.HomeClusters[0] : "");
        List<ProposedPolicy> policies = Policies(subjects, assembly, remarks, (subject, own) =>
        (
            new IngressRules(subject, peers, options, admission, own, worldNames).Items(),
            new EgressRules(subject, peers, options, admission, own, worldNames).Items()
        ));
        RemarkOpenDirections(policies, remarks);
        return new Proposal
        {
            Policies =
            [
                .. policies.OrderBy(p => p.Cluster, StringComparer.Ordinal).ThenBy(p => p.Namespace, StringComparer.Ordinal)
                    .ThenBy(p => p.BaseName, StringComparer.Ordinal),
            ],
            Admitted = triage.Admitted,
            Uncovered = triage.Uncovered,
            Shared = Shared(selectors),
            Remarks = remarks.Sorted(),
        };
    }

    // Each subject by itself, on all cores; what each has to remark is put together in the order of the subjects.
    private static List<ProposedPolicy> Policies(
        List<Subject> subjects,
        PolicyAssembly assembly,
        RemarkList remarks,
        Func<Subject, RemarkList, (IReadOnlyList<DirectionItem> Ingress, IReadOnlyList<DirectionItem> Egress)> rules)
    {
        var made = new (ProposedPolicy? Policy, RemarkList Remarks)[subjects.Count];
        Parallel.For(0, subjects.Count, i =>
        {
            var own = new RemarkList();
            (IReadOnlyList<DirectionItem> ingress, IReadOnlyList<DirectionItem> egress) = rules(subjects[i], own);
            made[i] = (assembly.Assemble(subjects[i], ingress, egress), own);
        });
        foreach ((_, RemarkList own) in made)
        {
            remarks.AddRange(own);
        }

        return [.. made.Select(one => one.Policy).OfType<ProposedPolicy>()];
    }

    private static List<Subject> Subjects(CommunicationGraph graph, SelectorIndex selectors, ProposalOptions options, RemarkList remarks)
    {
        HashSet<string> system = options.IncludeSystem ? [] : [.. options.SystemNamespaces];
        HashSet<string> only = [.. options.Namespaces];
        bool IsWanted(End end) => end is { Kind: EndKind.Workload, Workload: { } workload, IsHome: true }
            && !system.Contains(workload.Namespace) && (only.Count == 0 || only.Contains(workload.Namespace));

        foreach (End end in graph.Ends.Where(end => IsWanted(end) && !end.LabelsKnown).Order(End.Order))
        {
            remarks.Add(RemarkKind.Unselectable, 0, $"{CommentText.OneLine(end.Name)} gets no policy: the log shows no labels of it", end.Name);
        }

        var subjects = new List<Subject>();
        foreach (WorkloadGroup group in selectors.Groups.Where(group => group.Workloads.Any(IsWanted)))
        {
            if (group.Selectors.Count > 0)
            {
                subjects.Add(new Subject(group));
                RemarkUnenforced(group, remarks);
                continue;
            }

            remarks.Add(
                RemarkKind.Unselectable,
                group.Workloads.Sum(end => end.LabelSets.Count),
                $"{CommentText.Names(group.Workloads)} gets no policy: no label selects its pods and no others",
                group.First.Name);
        }

        return subjects;
    }

    // The engine looks for the key of the host's own label whatever its source (cilium issue 48027).
    private static void RemarkUnenforced(WorkloadGroup group, RemarkList remarks)
    {
        int sets = group.Workloads.SelectMany(end => end.LabelSets).Count(set => set.Any(label => label.Key == ReservedIdentity.Host));
        if (sets > 0)
        {
            remarks.Add(
                RemarkKind.NotEnforced,
                sets,
                $"pods of {CommentText.Names(group.Workloads)} carry a label with the key host, for which Cilium enforces no policy on them: rename the label",
                group.First.Name);
        }
    }

    private static List<SharedSelector> Shared(SelectorIndex selectors) =>
    [
        .. selectors.Groups.Where(group => group.Workloads.Count > 1)
            .Select(group => new SharedSelector(group.Workloads, SelectorText.Of(group.Selectors))),
    ];

    private static void RemarkOpenDirections(List<ProposedPolicy> policies, RemarkList remarks)
    {
        (int Count, string Text)[] open =
        [
            (policies.Count(p => !p.ClosesIngress), "ingress open: nobody was seen calling these workloads, or somebody whom no rule can name"),
            (policies.Count(p => !p.ClosesEgress), "egress open: these workloads were not seen calling anybody, or somebody whom no rule can name"),
        ];
        foreach ((int count, string text) in open.Where(direction => direction.Count > 0))
        {
            remarks.Add(RemarkKind.LeftOpen, count, $"{CommentText.Count(count, "policy leaves", "policies leave")} {text}");
        }
    }
}
