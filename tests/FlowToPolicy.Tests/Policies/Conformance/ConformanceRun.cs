using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Tests.Policies.Conformance;

/// <summary>Runs the cases of one file and remembers where we and Cilium disagree.</summary>
internal sealed class ConformanceRun
{
    public int Cases { get; private set; }

    public int Checks { get; private set; }

    public int Rejections { get; private set; }

    public List<string> Disagreements { get; } = [];

    public void Add(ConformanceCase item)
    {
        Cases++;
        PolicyReadResult[] read = [.. item.Policies.Select((text, index) => PolicyYamlReader.Read(text, $"{item.Name}#{index}"))];
        ReadFinding[] refusals = [.. read.SelectMany(result => result.Findings).Where(finding => finding.Severity == ReadSeverity.Refused)];
        Policy[] policies = [.. read.SelectMany(result => result.Policies)];
        if (item.MustBeRejected)
        {
            Rejections++;
            if (refusals.Length == 0)
            {
                Disagreements.Add($"{item.Name}: accepted, Cilium refuses it");
            }

            return;
        }

        Disagreements.AddRange(refusals.Select(finding => $"{item.Name}: refused, Cilium accepts it: {finding.Position} {finding.Message}"));
        var evaluator = new PolicyEvaluator(policies, item.Options);
        foreach (ConformanceCheck check in item.Checks)
        {
            Checks++;
            (string subject, string peer) = check.Direction == PolicyDirection.Ingress ? (check.To, check.From) : (check.From, check.To);
            Judgement judgement = evaluator.Judge(check.Direction, item.Ends[subject], item.Ends[peer], check.Protocol, check.Port);
            if (Word(judgement) != check.Expect)
            {
                Disagreements.Add($"{item.Name}: {check}: Cilium says {check.Expect}, we say {Word(judgement)} ({judgement.Reason ?? string.Join("; ", judgement.Rules)})");
            }
        }
    }

    private static string Word(Judgement judgement) => judgement.Kind switch
    {
        JudgementKind.Allowed => "allow",
        JudgementKind.Redirected => "redirect",
        JudgementKind.DeniedByDefault or JudgementKind.DeniedByRule => "deny",
        JudgementKind.AuthRequired => "auth",
        _ => judgement.Cause == UnresolvedCause.Conflict ? "error" : "not judged",
    };
}
