using FlowToPolicy.Cli.Output.Verification;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Diffing.Objects;

namespace FlowToPolicy.Cli.Output.Diffing;

/// <summary>How a comparison's values are spelled in every output.</summary>
internal static class DiffWords
{
    /// <summary>A class.</summary>
    public static string Class(ChangeClass kind) => Words.Kebab(kind.ToString());

    /// <summary>A class with a sign that reads without colour.</summary>
    public static string Sign(ChangeClass kind) => kind switch
    {
        ChangeClass.Breaks => "!",
        ChangeClass.Admits or ChangeClass.Opens => "+",
        ChangeClass.Closes => "-",
        _ => "~",
    };

    /// <summary>What a class means, as a heading.</summary>
    public static string Heading(ChangeClass kind) => kind switch
    {
        ChangeClass.Breaks => "Breaks: observed, admitted before, denied after",
        ChangeClass.Admits => "Admits: observed, denied before, admitted after",
        ChangeClass.Opens => "Opens: never observed, denied before, admitted after",
        ChangeClass.Closes => "Closes: never observed, admitted before, denied after",
        _ => "Filters: admitted by both, with other conditions of proxy or authentication",
    };

    /// <summary>A connection.</summary>
    public static string Connection(ConnectionChange change) =>
        $"{change.Client} -> {change.Server}{(change.Observed is { Address.IsNone: false } seen ? $" ({seen.Address})" : "")} {change.Ports}";

    /// <summary>The rules behind a change: those that deny or admit it afterwards, or did before.</summary>
    public static IReadOnlyList<RuleReference> Deciding(ConnectionChange change) => change.After.Count > 0 ? change.After : change.Before;

    /// <summary>The same as text.</summary>
    public static string Rules(ConnectionChange change) => VerifyWords.Rules(Deciding(change));

    /// <summary>An object, e.g. <c>CiliumNetworkPolicy shop/web</c>.</summary>
    public static string Object(ObjectChange change) => $"{change.Kind} {(change.Namespace.Length == 0 ? "" : change.Namespace + "/")}{change.Name}";

    /// <summary>How often the connections of a group were seen, behind them; empty when they never were.</summary>
    public static string Seen(ChangeGroup group) => group.Seen > 0 ? $" ({Words.Count(group.Seen, "connection")} seen)" : "";

    /// <summary>The sums in one line.</summary>
    public static string Sums(ConnectionDiffResult result) =>
        string.Join(", ", Enum.GetValues<ChangeClass>().Select(kind => $"{Words.Number(result.Count(kind))} {Class(kind)}"))
        + $", {Words.Number(result.Unchanged)} unchanged, {Words.Number(result.Unjudged)} not judged";
}
