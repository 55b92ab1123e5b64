using System.Text.Json;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Cli.Output.Verification;

/// <summary>SARIF 2.1.0: each group of would-be denials at the rule that decides.</summary>
internal sealed class VerifySarif : IVerifyWriter
{
    private static readonly DenialCause[] Causes = Enum.GetValues<DenialCause>();

    /// <inheritdoc/>
    public string Format => "sarif";

    /// <inheritdoc/>
    public void Write(VerifyOutcome outcome, Terminal terminal) => terminal.Out.Write(SarifDocument.Write(
        json => SarifDocument.Objects(json, "rules", Causes, Rule),
        json => SarifDocument.Objects(json, "results", VerifyWords.Felt(outcome.Result), Result)));

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
