using FlowToPolicy.Policies.Validation.Schema;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation;

/// <summary>Turns what the gates say into findings of the rules that claim it: one defect, one finding.</summary>
internal static class Refusals
{
    /// <summary>Adds the findings of the schema, then those of the agent where the schema has nothing to say.</summary>
    public static void Find(DocumentFindings findings)
    {
        AddViolations(findings);
    }

    private static void AddViolations(DocumentFindings findings)
    {
        var cases = findings.Document.Violations
            .Select(violation => new SchemaCase(violation, findings.Document, findings.Source, findings.Options))
            .Select(violation => (Case: violation, Rule: RuleCatalogue.OfSchema.First(rule => rule.Claims(violation))))
            .ToList();
        var said = new HashSet<(SchemaRule, FieldPath)>();
        foreach ((SchemaCase violation, SchemaRule rule) in cases)
        {
            bool repeats = rule.OncePerMap && !said.Add((rule, violation.Path.Parent));
            if (repeats || IsConsequence(violation, cases))
            {
                findings.Trouble(violation.Path);
            }
            else
            {
                findings.AddRefusal(rule, rule.Describe(violation));
            }
        }
    }

    // What is missing beside a misspelt field is the field itself.
    private static bool IsConsequence(SchemaCase violation, List<(SchemaCase Case, SchemaRule Rule)> cases)
    {
        FieldPath? map = violation.Keyword switch
        {
            SchemaKeyword.Required => violation.Path.Parent,
            SchemaKeyword.OneOf or SchemaKeyword.AnyOf => violation.Path,
            _ => null,
        };
        return map is { } path && cases.Exists(other => other.Rule.ExplainsGaps && other.Case.Path.Parent == path);
    }
}
