using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Views;

namespace FlowToPolicy.Policies.Validation.Suppression;

/// <summary>Marks findings for which a comment gives a reason, and finds comments that do not do what they say.</summary>
internal static class Suppressor
{
    /// <summary>All findings, with those about suppressing comments.</summary>
    public static IEnumerable<ValidationFinding> Apply(IEnumerable<DocumentFindings> documents)
    {
        foreach (IGrouping<(string, int), DocumentFindings> text in documents.GroupBy(document => (document.Document.File, document.Document.FirstLine)))
        {
            DocumentFindings first = text.First();
            IReadOnlyList<Suppression> comments = SuppressionReader.Read(first.Document.Text, first.Document.FirstLine);
            foreach (DocumentFindings document in text)
            {
                foreach ((Yaml.FieldPath path, ValidationFinding finding) in document.Findings)
                {
                    yield return comments.Count == 0 ? finding : Suppress(finding, comments, [.. Places.Lines(document.Document, path)]);
                }
            }

            foreach (Suppression comment in comments)
            {
                if (Judge(comment, first) is { } finding)
                {
                    yield return finding;
                }
            }
        }
    }

    private static ValidationFinding Suppress(ValidationFinding finding, IReadOnlyList<Suppression> comments, HashSet<int> lines)
    {
        foreach (Suppression comment in comments)
        {
            bool speaks = comment.Rule == finding.Rule.Id && comment.Reason.Length > 0 && IsSuppressible(finding.Rule);
            if (speaks && (comment.Target == 0 || lines.Contains(comment.Target)))
            {
                comment.IsUsed = true;
                return finding with { SuppressedBecause = comment.Reason };
            }
        }

        return finding;
    }

    private static bool IsSuppressible(RuleInfo rule) => rule.Gate is Gate.Meaning or Gate.Platform && RuleCatalogue.OfComments.All(own => own.Info != rule);

    private static ValidationFinding? Judge(Suppression comment, DocumentFindings document)
    {
        RuleInfo? rule = RuleCatalogue.Find(comment.Rule);
        if (rule is null)
        {
            return Finding(
                RuleCatalogue.UnknownSuppression,
                comment,
                document,
                comment.Rule.Length == 0 ? "the comment names no rule" : $"there is no rule '{comment.Rule}'",
                "name the rule whose finding is meant, e.g. '# f2p:ignore F2P301 because ...'");
        }

        if (!IsSuppressible(rule))
        {
            return Finding(RuleCatalogue.UnknownSuppression, comment, document, $"{rule.Id} ({rule.Name}) cannot be suppressed", "mend what the rule is about: the policy is not enforced as it stands");
        }

        if (comment.Reason.Length == 0)
        {
            return Finding(RuleCatalogue.UnfoundedSuppression, comment, document, $"the comment does not say why {rule.Id} is to be ignored", $"write the reason behind it: '# f2p:ignore {rule.Id} because ...'");
        }

        return comment.IsUsed || !rule.Covers(document.Options)
            ? null
            : Finding(RuleCatalogue.IdleSuppression, comment, document, $"nothing here raises {rule.Id} ({rule.Name})", "delete the comment, or put it directly above the field that is meant");
    }

    private static ValidationFinding Finding(CommentRule rule, Suppression comment, DocumentFindings document, string message, string fix) => new()
    {
        Rule = rule.Info,
        Severity = rule.Info.Severity,
        Position = new SourcePosition(document.Document.File, comment.Line, comment.Column),
        Message = message,
        Fix = fix,
        Snippet = document.Source.Line(comment.Line),
    };
}
