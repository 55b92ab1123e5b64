using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Sanitize;
using FlowToPolicy.Policies.Validation.Schema;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Tests.Policies.Conformance;

/// <summary>Runs the cases of one file and remembers where we and Cilium disagree.</summary>
internal sealed class ConformanceRun
{
    public int Cases { get; private set; }

    public int Checks { get; private set; }

    public int Rejections { get; private set; }

    /// <summary>Policies that the API server would not have taken, whatever the agent says of them.</summary>
    public int SchemaRefusals { get; private set; }

    /// <summary>Expectations of what the proxy does, which stand there in words and are not judged.</summary>
    public int ProxyRemarks { get; private set; }

    public List<string> Disagreements { get; } = [];

    /// <summary>
    /// Checks where a redirect and a plain allow meet and only the precedence before 1.17 gives the verdict: the random files come from
    /// 1.17.0-dev of August 2024, which still had it.
    /// </summary>
    public List<string> OfOlderPrecedence { get; } = [];

    public void Add(ConformanceCase item)
    {
        Cases++;
        ProxyRemarks += item.ProxyRemarks;
        Disagreements.AddRange(item.UnknownKeys.Select(key => $"{item.Name}: the key {key} is not understood, so that what it asks for is not tested"));
        EvaluationOptions accepting = item.Options with { Version = item.Accepting };
        PolicyReadResult[] read = [.. item.Policies.Select((text, index) => PolicyYamlReader.Read(text, $"{item.Name}#{index}", accepting.Version))];
        PolicyDocument[] documents = [.. read.SelectMany(result => result.Documents)];
        var policies = new PolicySet([.. documents.Select(document => document.Draft).OfType<Policy>()], [.. read.SelectMany(result => result.CidrGroups)]) { IsComplete = true };

        // The cases were given to the agent without an API server before it; of the schema only the types and operators come into play, when it decodes.
        string[] refusals =
        [
            .. read.SelectMany(result => result.Unreadable).Select(finding => $"{finding.Position} {finding.Message}"),
            .. documents.SelectMany(document => document.Violations).Where(IsOfDecoding).Select(violation => $"{violation.Path} {violation.Message}"),
            .. documents.SelectMany(document => PolicySanitizer.Check(document, Agent(accepting))).Select(finding => $"{finding.Position} {finding.Message}"),
        ];
        SchemaRefusals += documents.Count(document => document.IsRefused);
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
            if (evaluator.Ask(check.Direction, item.Ends[subject], item.Ends[peer], check.Protocol, check.Port).Admits != judgement.Admits)
            {
                Disagreements.Add($"{item.Name}: {check}: asked without reasons we do not say {Word(judgement)}");
            }

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

    // Null decodes to an absent value, whatever the type; that a policy has a name is the first thing that is asked of it (cnp_types.go Parse).
    private static bool IsOfDecoding(SchemaViolation violation) => violation switch
    {
        { Keyword: SchemaKeyword.Type, Node: not SourceScalar { Kind: ScalarKind.Null } } => true,
        { Keyword: SchemaKeyword.Enum } => violation.Path.ToString().EndsWith(".operator", StringComparison.Ordinal),
        { Keyword: SchemaKeyword.Required } => violation.Path == FieldPath.Root.Key("metadata").Key("name"),
        _ => false,
    };

    private static SanitizeOptions Agent(EvaluationOptions options) => new() { Version = options.Version, NodeSelectorLabels = options.NodeSelectorLabels };

    private static string Word(Judgement judgement) => judgement.Kind switch
    {
        JudgementKind.Allowed => "allow",
        JudgementKind.Redirected => "redirect",
        JudgementKind.DeniedByDefault or JudgementKind.DeniedByRule => "deny",
        JudgementKind.AuthRequired => "auth",
        _ => judgement.Cause == UnresolvedCause.Conflict ? "error" : "not judged",
    };
}
