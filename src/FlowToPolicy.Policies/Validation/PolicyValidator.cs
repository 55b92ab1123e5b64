using FlowToPolicy.Policies.Import;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Views;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation;

/// <summary>
/// Says what the API server and Cilium's agents would refuse of a set of policies, what the platform does not support, and what is legal and
/// still means something else than it looks like.
/// </summary>
public static class PolicyValidator
{
    /// <summary>Validates what was read from files, folders and standard input, unreadable documents included.</summary>
    /// <param name="imported">What was read, by the schema of the same version.</param>
    /// <param name="options">What it is validated for.</param>
    public static ValidationReport Validate(ImportedPolicies imported, ValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(imported);
        return Validate(imported.Documents, options, imported.Skipped, [.. imported.Results.SelectMany(result => result.Unreadable)]);
    }

    /// <summary>Validates documents together.</summary>
    /// <param name="documents">Policies and CIDR groups: all that are to be in the cluster at the same time.</param>
    /// <param name="options">What they are validated for.</param>
    /// <param name="skipped">How many documents of each other kind there were; handed on to the report.</param>
    /// <param name="unreadable">What is no YAML or no object; becomes findings.</param>
    public static ValidationReport Validate(
        IReadOnlyList<PolicyDocument> documents,
        ValidationOptions? options = null,
        IReadOnlyDictionary<string, int>? skipped = null,
        IReadOnlyList<ReadFinding>? unreadable = null)
    {
        ArgumentNullException.ThrowIfNull(documents);
        options ??= new ValidationOptions();
        DocumentFindings[] findings = [.. documents.Select(document => new DocumentFindings(document, options))];
        foreach (DocumentFindings document in findings)
        {
            Refusals.Find(document);
        }

        FindMeanings(findings, options);
        ValidationFinding[] all = [.. Suppression.Suppressor.Apply(findings), .. (unreadable ?? []).Select(Unreadable)];
        IEnumerable<ValidationFinding> sorted = all
            .OrderBy(finding => finding.Position.File, StringComparer.Ordinal)
            .ThenBy(finding => finding.Position.Line)
            .ThenBy(finding => finding.Position.Column)
            .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)
            .ThenBy(finding => finding.Path, StringComparer.Ordinal)
            .ThenBy(finding => finding.Message, StringComparer.Ordinal);
        return new ValidationReport([.. sorted.DistinctBy(finding => (finding.Position, finding.Rule.Id, finding.Message))], documents.Count, skipped ?? new Dictionary<string, int>());
    }

    private static ValidationFinding Unreadable(ReadFinding finding) => new()
    {
        Rule = RuleCatalogue.Unreadable.Info,
        Severity = RuleCatalogue.Unreadable.Info.Severity,
        Position = finding.Position,
        Message = finding.Message,
        Fix = "mend the text at this place",
    };

    private static void FindMeanings(DocumentFindings[] findings, ValidationOptions options)
    {
        var views = new Dictionary<PolicyView, DocumentFindings>();
        foreach (DocumentFindings document in findings)
        {
            if (document.Document.Draft is { } policy)
            {
                var view = new PolicyView(document.Document, policy, options);
                views.Add(view, document);
                foreach (DocumentRule rule in RuleCatalogue.OfDocuments.Where(rule => rule.Info.Covers(options)))
                {
                    document.AddMeanings(rule, rule.Look(view));
                }
            }
        }

        var set = new SetView([.. views.Keys], [.. findings.Select(document => document.Document)], options);
        foreach (SetRule rule in RuleCatalogue.OfSets.Where(rule => rule.Info.Covers(options)))
        {
            foreach ((PolicyView policy, Remark remark) in rule.Look(set))
            {
                views[policy].AddMeanings(rule, [remark]);
            }
        }
    }
}
