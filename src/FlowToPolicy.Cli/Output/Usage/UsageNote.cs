using System.Text.Json;
using FlowToPolicy.Cli.Output.Verification;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Explaining;
using FlowToPolicy.Review.Usage;

namespace FlowToPolicy.Cli.Output.Usage;

/// <summary>What is to be said of single rules and policies, one note for each.</summary>
/// <param name="Rule">Which kind of note.</param>
/// <param name="Place">The rule or policy in words.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="Message">What is to be said of it.</param>
internal sealed record UsageNote(string Rule, string Place, SourcePosition Position, string Message)
{
    /// <summary>The kinds of notes, with what each means.</summary>
    public static IReadOnlyList<(string Id, string Description)> Kinds { get; } =
    [
        ("unused-rule", "Nothing that was let through in the window used this rule"),
        ("wide-rule", "This rule is wider than what used it in the window"),
        ("superfluous-rule", "Another rule lets through all that this one does"),
        ("selects-nobody", "This policy selects no pod that is known"),
    ];

    /// <summary>All notes of a report.</summary>
    public static IEnumerable<UsageNote> Of(UsageReport usage) =>
    [
        .. usage.Unused.Select(rule => new UsageNote("unused-rule", rule.ToString(), rule.Position, "nothing in the window used it")),
        .. usage.Wide.Select(wide => new UsageNote("wide-rule", wide.Use.Reference.ToString(), wide.Use.Reference.Position, $"{string.Join("; ", wide.Excess)}. Enough would be:\n{wide.Narrower}")),
        .. usage.Shadowed.Select(item => new UsageNote("superfluous-rule", item.Item.ToString(), item.Item.Position, $"{VerifyWords.Rule(item.By)} lets all of it through")),
        .. usage.SelectsNobody.Select(policy => new UsageNote("selects-nobody", PolicyExplainer.NameOf(policy), policy.Position, "it selects no pod that is known")),
    ];

    /// <summary>The note as a result of SARIF.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="firstRule">How many rules come before the kinds of notes.</param>
    public void Write(Utf8JsonWriter json, int firstRule)
    {
        json.WriteString("ruleId", Rule);
        json.WriteNumber("ruleIndex", firstRule + Kinds.Select((kind, index) => (kind, index)).First(one => one.kind.Id == Rule).index);
        json.WriteString("level", "note");
        SarifDocument.Text(json, "message", SafeText.Escape($"{Place}: {Message.TrimEnd('\n').Replace("\n", " ", StringComparison.Ordinal)}"));
        if (!Position.IsNone)
        {
            SarifDocument.Location(json, Position.File, Position.Line, Position.Column, "");
        }
    }
}
