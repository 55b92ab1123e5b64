using FlowToPolicy.Graph;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Cli.Output;

/// <summary>A proposal in words.</summary>
internal static class ProposalText
{
    private const int MaxBesideFindings = 3;
    private const int MaxAlone = 10;

    // What findings say already, with examples.
    private static readonly RemarkKind[] SaidByFindings = [RemarkKind.NamesMissing, RemarkKind.UnknownEnd, RemarkKind.WorldBeyond, RemarkKind.LeftOpen];

    /// <summary>How many policies, what they close and leave open, who gets none, and what a reader must know.</summary>
    /// <param name="outcome">What to put in words.</param>
    /// <param name="besideFindings">Whether the reader sees the findings too, so that what they say is left out.</param>
    public static IEnumerable<string> Lines(Outcome outcome, bool besideFindings)
    {
        Proposal proposal = outcome.Proposal;
        int namespaces = proposal.Policies.Select(p => (p.Cluster, p.Namespace)).Distinct().Count();
        yield return $"Proposal  {Words.Count(proposal.Policies.Count, "policy", "policies")} in {Words.Count(namespaces, "namespace")}";
        int ingress = proposal.Policies.Count(p => p.ClosesIngress), egress = proposal.Policies.Count(p => p.ClosesEgress);
        yield return $"          closed: ingress of {ingress}, egress of {egress}; "
            + $"left open: ingress of {proposal.Policies.Count - ingress}, egress of {proposal.Policies.Count - egress}"
            + (outcome.Options.Isolate == Isolation.Seen ? " (--isolate all closes them too)" : "");
        foreach (string line in System(outcome).Concat(Remarks(proposal, besideFindings)))
        {
            yield return "          " + line;
        }
    }

    /// <summary>The proof, with its heading.</summary>
    public static IEnumerable<string> Proof(Outcome outcome) =>
        ProofText.Lines(outcome.Proof, outcome.Proposal.Admitted.Count(IsAlsoDenied)).Select((line, i) => (i == 0 ? "Proof     " : "          ") + line);

    private static bool IsAlsoDenied(Edge edge) => (edge.Marks & (EdgeMarks.PartlyDenied | EdgeMarks.ExplicitDenySeen)) != 0;

    private static IEnumerable<string> System(Outcome outcome)
    {
        if (outcome.Options.IncludeSystem)
        {
            return [];
        }

        string[] seen =
        [
            .. outcome.Graph.Ends.Where(e => e.Kind == EndKind.Workload).Select(e => e.Workload!.Value.Namespace)
                .Where(n => outcome.Options.SystemNamespaces.Contains(n)).Distinct().Order(StringComparer.Ordinal),
        ];
        return seen.Length == 0 ? [] : [$"no policies for the system namespaces {string.Join(", ", seen)} (--include-system adds them)"];
    }

    private static IEnumerable<string> Remarks(Proposal proposal, bool besideFindings)
    {
        int most = besideFindings ? MaxBesideFindings : MaxAlone;
        IEnumerable<Remark> remarks = proposal.Remarks.Where(r => !besideFindings || !SaidByFindings.Contains(r.Kind));
        foreach (IGrouping<RemarkKind, Remark> kind in remarks.GroupBy(r => r.Kind).OrderBy(g => g.Key))
        {
            foreach (Remark remark in kind.Take(most))
            {
                yield return $"{Words.Kebab(kind.Key.ToString())}: {remark.Text}";
            }

            if (kind.Count() > most)
            {
                yield return $"{Words.Kebab(kind.Key.ToString())}: and {Words.Number(kind.Count() - most)} more (all of them with -o json)";
            }
        }
    }
}
