using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Tests.Policies.Conformance;

/// <summary>Runs the cases of one file and remembers where we and Cilium disagree.</summary>
internal sealed class ConformanceRun
{
    public int Cases { get; private set; }

    public int Checks { get; private set; }

    public int Rejections { get; private set; }

    public List<string> Disagreements { get; } = [];

    /// <summary>
    /// Checks where a redirect and a plain allow meet and only the precedence before 1.17 gives the verdict: the random files come from
    /// 1.17.0-dev of August 2024, which still had it.
    /// </summary>
    public List<string> OfOlderPrecedence { get; } = [];

    public void Add(ConformanceCase item)
    {
        Cases++;
        PolicyReadResult[] read = [.. item.Policies.Select((text, index) => PolicyYamlReader.Read(text, $"{item.Name}#{index}"))];
        Policy[] policies = [.. read.SelectMany(result => result.Policies)];

        // The random files hold rules without any item, which 1.17 took (without effect) and 1.18 refuses.
        EvaluationOptions accepting = item.MustBeRejected ? item.Options : item.Options with { Version = new CiliumVersion(1, 17) };
        string[] refusals =
        [
            .. read.SelectMany(result => result.Findings).Where(finding => finding.Severity == ReadSeverity.Refused).Select(finding => $"{finding.Position} {finding.Message}"),
            .. policies.SelectMany(policy => PolicySanitizer.Check(policy, accepting)).Select(finding => $"{finding.Position} {finding.Message}"),
        ];
        if (item.MustBeRejected)
        {
            Rejections++;
            if (refusals.Length == 0)
            {
                Disagreements.Add($"{item.Name}: accepted, Cilium refuses it");
            }

            return;
        }

        Disagreements.AddRange(refusals.Select(finding => $"{item.Name}: refused, Cilium accepts it: {finding}"));
        var evaluator = new PolicyEvaluator(policies, item.Options);
        var older = new Lazy<PolicyEvaluator>(() => new PolicyEvaluator(policies, item.Options with { Version = new CiliumVersion(1, 16) }));
        foreach (ConformanceCheck check in item.Checks)
        {
            Checks++;
            (string subject, string peer) = check.Direction == PolicyDirection.Ingress ? (check.To, check.From) : (check.From, check.To);
            Judgement judgement = evaluator.Judge(check.Direction, item.Ends[subject], item.Ends[peer], check.Protocol, check.Port);
            if (Word(judgement) == check.Expect)
            {
                continue;
            }

            if (judgement.Kind == JudgementKind.Redirected && Word(older.Value.Judge(check.Direction, item.Ends[subject], item.Ends[peer], check.Protocol, check.Port)) == check.Expect)
            {
                OfOlderPrecedence.Add($"{item.Name}: {check}");
            }
            else
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
