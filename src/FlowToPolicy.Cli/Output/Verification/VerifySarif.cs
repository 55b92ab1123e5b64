using System.Text.Json;
using FlowToPolicy.Cli.Output.Usage;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Cli.Output.Verification;

/// <summary>SARIF 2.1.0: each group of would-be denials at the rule that decides, and a note at each rule that is unused or too wide.</summary>
internal sealed class VerifySarif : IVerifyWriter
{
    private static readonly DenialCause[] Causes = Enum.GetValues<DenialCause>();

    /// <inheritdoc/>
    public string Format => "sarif";

    /// <inheritdoc/>
    public void Write(VerifyOutcome outcome, Terminal terminal) => terminal.Out.Write(SarifDocument.Write(
        json => SarifDocument.Objects(json, "rules", Rules(), (writer, write) => write(writer)),
        json => SarifDocument.Objects(json, "results", Results(outcome), (writer, write) => write(writer))));

    private static IEnumerable<Action<Utf8JsonWriter>> Rules() => Causes.Select(cause => (Action<Utf8JsonWriter>)(json => Rule(json, cause)))
        .Concat(UsageNote.Kinds.Select(kind => (Action<Utf8JsonWriter>)(json =>
        {
            json.WriteString("id", kind.Id);
            SarifDocument.Text(json, "shortDescription", kind.Description);
        })));

    private static IEnumerable<Action<Utf8JsonWriter>> Results(VerifyOutcome outcome) => VerifyWords.Felt(outcome.Result).Select(group => (Action<Utf8JsonWriter>)(json => Result(json, group)))
        .Concat(UsageNote.Of(outcome.Usage).Select(note => (Action<Utf8JsonWriter>)(json => note.Write(json, Causes.Length))));

    private static void Rule(Utf8JsonWriter json, DenialCause cause)
    {
        json.WriteString("id", VerifyWords.Cause(cause));
        SarifDocument.Text(json, "shortDescription", $"An observed connection would be denied: {VerifyWords.Cause(cause)}");
    }

    private static void Result(Utf8JsonWriter json, DenialGroup group)
    {
        json.WriteString("ruleId", VerifyWords.Cause(group.Cause));
        json.WriteNumber("ruleIndex", Array.IndexOf(Causes, group.Cause));
        json.WriteString("level", "error");
        string change = group.Change is { } c ? $" To admit it, {c.What}." : "";
        SarifDocument.Text(json, "message", SafeText.Escape($"{VerifyWords.Group(group)} would be denied: {group.Denial.Explanation}.{change}"));
        RuleReference? rule = group.Denial.Nearest ?? (group.Denial.Rules.Count > 0 ? group.Denial.Rules[0] : null);
        if (rule?.Position is { IsNone: false } position)
        {
            Place(json, position);
        }
    }

    private static void Place(Utf8JsonWriter json, SourcePosition position) =>
        SarifDocument.Location(json, position.File, position.Line, position.Column, "");
}
