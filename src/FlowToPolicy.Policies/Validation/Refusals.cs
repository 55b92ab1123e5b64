using FlowToPolicy.Policies.Validation.Sanitize;
using FlowToPolicy.Policies.Validation.Schema;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation;

/// <summary>Turns what the gates say into findings of the rules that claim it: one defect, one finding.</summary>
internal static class Refusals
{
    /// <summary>Adds the findings of the schema, then those of the agent where the schema has nothing to say.</summary>
    public static void Find(DocumentFindings findings)
    {
        AddAgent(findings, AddViolations(findings));
    }

    // What the schema says about a place, the agent need not say again.
    private static void AddAgent(DocumentFindings findings, FieldPath[] gaps)
    {
        // Where nodes have no labels, the platform's own rule says so.
        bool isManaged = findings.Options.Platform is Platform.Aks or Platform.AksAcnsFqdn or Platform.AksAcnsL7 or Platform.Gke;
        var options = new SanitizeOptions { Version = findings.Options.Version, NodeSelectorLabels = isManaged };
        FieldPath[] refused = [.. findings.Document.Violations.Where(violation => violation.Refuses).Select(violation => violation.Path)];
        FieldPath[] incomplete = [.. gaps, .. findings.Document.Violations.Where(violation => !violation.Refuses).Select(violation => violation.Path.Parent)];
        foreach (SanitizeFinding finding in PolicySanitizer.Check(findings.Document, options))
        {
            bool isSaid = refused.Any(path => path.Holds(finding.Path) || finding.Path.Holds(path)) || incomplete.Any(map => map == finding.Path || map == finding.Path.Parent);
            if (!isSaid)
            {
                RefusalRule rule = RuleCatalogue.OfAgent[finding.Check];
                findings.AddRefusal(rule, rule.Describe(finding));
            }
        }
    }

    // Gives back the maps that lack a field or have too many.
    private static FieldPath[] AddViolations(DocumentFindings findings)
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

        return [.. cases.Where(entry => IsGap(entry.Case)).Select(entry => entry.Case.Map)];
    }

    private static bool IsGap(SchemaCase violation) => violation.Keyword is SchemaKeyword.Required or SchemaKeyword.OneOf or SchemaKeyword.AnyOf;

    // What is missing beside a misspelt field is the field itself.
    private static bool IsConsequence(SchemaCase violation, List<(SchemaCase Case, SchemaRule Rule)> cases)
    {
        FieldPath map = violation.Map;
        return IsGap(violation) && cases.Exists(other => other.Rule.ExplainsGaps && other.Case.Path.Parent == map);
    }
}
