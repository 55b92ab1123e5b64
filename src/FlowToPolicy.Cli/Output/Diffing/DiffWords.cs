using FlowToPolicy.Cli.Output.Verification;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Diffing.Objects;

namespace FlowToPolicy.Cli.Output.Diffing;

/// <summary>How a comparison's values are spelled in every output.</summary>
internal static class DiffWords
{
    private const int NamedPorts = 6;
    private const int NamedEnds = 3;
    private const string AnyOther = "any other ";

    /// <summary>How many protocols policies tell apart: TCP, UDP, SCTP and both kinds of ICMP.</summary>
    private const int Protocols = 5;

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

    /// <summary>A class with what it means, as a heading.</summary>
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

    /// <summary>Who calls whom in a group, e.g. <c>12 ends -> shop/api</c>.</summary>
    public static string Pair(ChangeGroup group) => $"{End(group.Clients)} -> {End(group.Servers)}";

    /// <summary>The ends that <see cref="Pair"/> only counts; empty when it names both.</summary>
    /// <param name="group">The group.</param>
    /// <param name="all">Whether all are named, or the first few.</param>
    public static string Many(ChangeGroup group, bool all)
    {
        IReadOnlyList<string> many = group.Clients.Count > 1 ? group.Clients : group.Servers.Count > 1 ? group.Servers : [];
        return all || many.Count <= NamedEnds + 1
            ? string.Join(", ", many)
            : $"{string.Join(", ", many.Take(NamedEnds))} and {Words.Number(many.Count - NamedEnds)} more";
    }

    /// <summary>The ports of a group; what no rule names of all protocols is one word.</summary>
    /// <param name="group">The group.</param>
    /// <param name="all">Whether all are named, or the first few.</param>
    public static string Ports(ChangeGroup group, bool all)
    {
        string[] ports = [.. group.Changes.Select(change => change.Ports).Distinct()];
        string[] rest = [.. ports.Where(port => port.StartsWith(AnyOther, StringComparison.Ordinal))], named = [.. ports.Except(rest)];
        string[] shown = all || named.Length <= NamedPorts + 1 ? named : [.. named.Take(NamedPorts), $"{Words.Number(named.Length - NamedPorts)} more named ports"];
        return string.Join(", ", shown.Concat(rest.Length == Protocols ? ["any other port or ICMP type"] : rest));
    }

    /// <summary>The rules behind a change: those that deny or admit it afterwards, or did before.</summary>
    public static IReadOnlyList<RuleReference> Deciding(ConnectionChange change) => change.After.Count > 0 ? change.After : change.Before;

    /// <summary>The same as text.</summary>
    public static string Rules(ConnectionChange change) =>
        change.After.Count > 0 ? VerifyWords.Rules(change.After)
        : change.Before.Count > 0 ? "nothing any more; before: " + VerifyWords.Rules(change.Before)
        : "no rule";

    /// <summary>An object, e.g. <c>CiliumNetworkPolicy shop/web</c>.</summary>
    public static string Object(ObjectChange change) => $"{change.Kind} {(change.Namespace.Length == 0 ? "" : change.Namespace + "/")}{change.Name}";

    /// <summary>How often the connections of a group were seen, and whether they were let through; empty when they never were.</summary>
    public static string Seen(ChangeGroup group) =>
        group.WasStopped ? " (not let through in the window)" : group.Seen > 0 ? $" ({Words.Count(group.Seen, "connection")} seen)" : "";

    /// <summary>The sums in one line.</summary>
    public static string Sums(ConnectionDiffResult result) =>
        string.Join(", ", Enum.GetValues<ChangeClass>().Select(kind => $"{Class(kind)} {Words.Number(result.Count(kind))}"))
        + $"; {Words.Number(result.Unchanged)} unchanged, {Words.Number(result.Unjudged)} not judged";

    private static string End(IReadOnlyList<string> ends) => ends is [var only] ? only : Words.Count(ends.Count, "end");
}
