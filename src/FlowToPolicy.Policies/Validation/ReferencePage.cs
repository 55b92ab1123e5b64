using System.Text;

namespace FlowToPolicy.Policies.Validation;

/// <summary>The reference of all rules as one page.</summary>
public static class ReferencePage
{
    private static readonly (int Hundred, string Title)[] Parts =
    [
        (0, "What the API server refuses or drops"),
        (1, "What Cilium's agent refuses"),
        (2, "What the platform does not support"),
        (3, "What is legal and means something else"),
        (4, "What shows only in all policies together"),
        (5, "Comments that suppress findings"),
    ];

    /// <summary>The page in Markdown.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder();
        page.Append("# Validation rules\n\n");
        page.Append("What `flow2policy validate` looks for. This page is made from the rules themselves; a test keeps it up to date.\n\n");
        page.Append("A finding about meaning or about a platform can be suppressed by a comment with a reason, in the line of the field, directly above it,\n");
        page.Append("directly above an item that holds it, or at the head of the document:\n\n");
        page.Append("```yaml\n# f2p:ignore F2P303 because every pod of the namespace is ours\n```\n\n");
        page.Append("Unless an example says otherwise, it stands for Cilium of any version and no particular platform.\n");
        foreach ((int hundred, string title) in Parts)
        {
            RuleInfo[] rules = [.. RuleCatalogue.All.Where(rule => Hundred(rule) == hundred)];
            if (rules.Length > 0)
            {
                AddTable(page, title, rules);
            }
        }

        foreach (RuleInfo rule in RuleCatalogue.All)
        {
            AddRule(page, rule);
        }

        return page.ToString();
    }

    private static int Hundred(RuleInfo rule) => rule.Id[3] - '0';

    private static void AddTable(StringBuilder page, string title, RuleInfo[] rules)
    {
        page.Append("\n## ").Append(title).Append("\n\n| Rule | Name | Severity | What |\n|---|---|---|---|\n");
        foreach (RuleInfo rule in rules)
        {
            page.Append("| [").Append(rule.Id).Append("](#").Append(Anchor(rule)).Append(") | ").Append(rule.Name).Append(" | ").Append(Word(rule.Severity)).Append(" | ")
                .Append(rule.Title).Append(" |\n");
        }
    }

    private static void AddRule(StringBuilder page, RuleInfo rule)
    {
        page.Append("\n## ").Append(rule.Id).Append(' ').Append(rule.Name).Append("\n\n");
        page.Append("**").Append(rule.Title).Append(".** ").Append(Objector(rule.Gate)).Append(' ').Append(Word(rule.Severity)).Append(".\n\n");
        page.Append(rule.Why).Append("\n\n");
        page.Append("Instead: ").Append(rule.Instead).Append('\n');
        if (rule.Versions.Length > 0)
        {
            page.Append("\nHolds for: ").Append(rule.Versions).Append(".\n");
        }

        if (rule.Assumes.Length > 0)
        {
            page.Append("\nThe examples assume that ").Append(rule.Assumes).Append(".\n");
        }

        page.Append("\nBad:\n\n```yaml\n").Append(rule.Bad).Append("```\n\nGood:\n\n```yaml\n").Append(rule.Good).Append("```\n");
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Globalization", "CA1308", Justification = "Anchors are written in lower case.")]
    private static string Anchor(RuleInfo rule) => $"{rule.Id}-{rule.Name}".ToLowerInvariant();

    private static string Word(ValidationSeverity severity) => severity switch
    {
        ValidationSeverity.Error => "error",
        ValidationSeverity.Warning => "warning",
        _ => "info",
    };

    private static string Objector(Gate gate) => gate switch
    {
        Gate.Schema => "Who objects: the API server, by the schema;",
        Gate.Agent => "Who objects: Cilium's agent, after the API server took it;",
        Gate.Platform => "Who objects: the platform;",
        _ => "Who objects: nobody but this tool;",
    };
}
