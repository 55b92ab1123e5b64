using FlowToPolicy.Cli.Output.Verification;
using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Explaining;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Cli.Output.Explaining;

/// <summary>How an explanation's values are spelled in every output.</summary>
internal static class ExplainWords
{
    /// <summary>How many rows of a list readers are shown at once.</summary>
    public const int Brief = 10;

    /// <summary>A verdict, both ends together.</summary>
    public static string Verdict(ReplayVerdict verdict) => verdict switch
    {
        ReplayVerdict.Admitted => "let through",
        ReplayVerdict.Denied => "denied",
        _ => "cannot be judged",
    };

    /// <summary>The verdict of one end, with its reason.</summary>
    public static string Side(DirectionExplanation side) => side switch
    {
        { HasPolicies: false } => "no policy has a say here",
        { Side.Doubt: { } doubt } => $"cannot be judged: {doubt}",
        { Denial: { } denial } => $"denied ({VerifyWords.Cause(denial.Cause)}): {denial.Explanation}",
        { Side.Judgement.Kind: JudgementKind.Redirected } => "let through, by way of the proxy, which judges single requests",
        { Side.Judgement.Kind: JudgementKind.AuthRequired } => "let through once both ends have authenticated each other",
        { Isolating.Count: 0 } => "let through: no policy closes this direction",
        { Rules: var rules } when !rules.Any(rule => rule.Matches) => "let through, whatever the rules say: a pod's own node always gets in",
        _ => "let through",
    };

    /// <summary>Why there is no change that closes what is let through; null when there is one, or when nothing is to be said.</summary>
    public static string? NoClosing(ConnectionExplanation explanation, PortExplanation answer) => answer switch
    {
        { Verdict: not ReplayVerdict.Admitted } or { Closing: not null } => null,
        _ when explanation.Server.DnsName is not null => "To close it: a deny rule cannot name DNS names; close the client's egress, and let it call only the names that it needs",
        _ => null,
    };

    /// <summary>The ports of an answer.</summary>
    public static string Ports(PortExplanation answer) => string.Join(", ", answer.Ports);

    /// <summary>An observed connection in one line.</summary>
    public static string Observed(ConnectionVerdict verdict)
    {
        ObservedConnection connection = verdict.Connection;
        Evidence evidence = connection.Edge.Evidence;
        string address = connection.Address.IsNone ? "" : $" at {connection.Address}{Names(connection)}";
        return $"{Count(connection)} {Words.Outcome(connection.Outcome)}{address}, {Words.TimeToSecond(evidence.FirstSeen)} to {Words.TimeToSecond(evidence.LastSeen)}";
    }

    /// <summary>Who used a rule, in one line.</summary>
    public static string Use(ObservedConnection connection) =>
        $"{VerifyWords.Connection(connection)}: {Count(connection)} {Words.Outcome(connection.Outcome)}, "
        + $"{Words.TimeToSecond(connection.Edge.Evidence.FirstSeen)} to {Words.TimeToSecond(connection.Edge.Evidence.LastSeen)}";

    /// <summary>The lines of a piece of YAML.</summary>
    public static IEnumerable<string> Lines(string yaml) => yaml.TrimEnd('\n').Split('\n', StringSplitOptions.RemoveEmptyEntries);

    // Attempts that were stopped make no connection to be counted.
    private static string Count(ObservedConnection connection) => connection.Count == 0 ? "attempts" : Words.Count(connection.Count, "connection");

    private static string Names(ObservedConnection connection)
    {
        string[] names = [.. connection.Edge.Addresses.Where(known => known.Address == connection.Address).SelectMany(known => known.Names)];
        return names.Length == 0 ? "" : $" ({string.Join(", ", names)})";
    }
}
