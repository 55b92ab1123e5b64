using System.Text.Json;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Diffing;

namespace FlowToPolicy.Cli.Output.Diffing;

/// <summary>SARIF 2.1.0: each change at the rule that decides it.</summary>
internal sealed class DiffSarif : IDiffWriter
{
    private static readonly ChangeClass[] Classes = Enum.GetValues<ChangeClass>();

    /// <inheritdoc/>
    public string Format => "sarif";

    /// <inheritdoc/>
    public void Write(DiffOutcome outcome, Terminal terminal) => terminal.Out.Write(SarifDocument.Write(
        json => SarifDocument.Objects(json, "rules", Classes, Rule),
        json => SarifDocument.Objects(json, "results", outcome.Changes, Result)));

    private static void Rule(Utf8JsonWriter json, ChangeClass kind)
    {
        json.WriteString("id", DiffWords.Class(kind));
        SarifDocument.Text(json, "shortDescription", DiffWords.Heading(kind));
    }

    private static void Result(Utf8JsonWriter json, ConnectionChange change)
    {
        json.WriteString("ruleId", DiffWords.Class(change.Class));
        json.WriteNumber("ruleIndex", Array.IndexOf(Classes, change.Class));
        json.WriteString("level", change.Class switch
        {
            ChangeClass.Breaks => "error",
            ChangeClass.Opens or ChangeClass.Admits => "warning",
            _ => "note",
        });
        SarifDocument.Text(json, "message", SafeText.Escape($"{DiffWords.Connection(change)}: {DiffWords.Heading(change.Class)}"));
        IReadOnlyList<RuleReference> rules = DiffWords.Deciding(change);
        if (rules.Count > 0 && rules[0].Position is { IsNone: false } position)
        {
            Place(json, position);
        }
    }

    private static void Place(Utf8JsonWriter json, SourcePosition position) => SarifDocument.Location(json, position.File, position.Line, position.Column, "");
}
