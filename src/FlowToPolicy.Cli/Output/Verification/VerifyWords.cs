using System.Globalization;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Cli.Output.Verification;

/// <summary>How a verification's values are spelled in every output.</summary>
internal static class VerifyWords
{
    private const int NamedAddresses = 3;

    /// <summary>A cause, e.g. <c>no-rule-for-port</c>.</summary>
    public static string Cause(DenialCause cause) => cause == DenialCause.L7Filter ? "l7-filter" : Words.Kebab(cause.ToString());

    /// <summary>The groups of what was let through and would be stopped, each at the end that stops it.</summary>
    public static IEnumerable<DenialGroup> Felt(VerificationResult result) => result.Denials.Where(group => group.WasLetThrough && group.Cause != DenialCause.OtherEnd);

    /// <summary>The causes with the number of connections, the most frequent first, e.g. <c>12 no-rule-for-port, 3 dns</c>.</summary>
    public static string Causes(IEnumerable<DenialGroup> groups) => string.Join(", ", groups
        .GroupBy(group => group.Cause).Select(cause => (cause.Key, Count: cause.Sum(group => group.Connections.Count)))
        .OrderByDescending(cause => cause.Count).ThenBy(cause => cause.Key).Select(cause => $"{Words.Number(cause.Count)} {Cause(cause.Key)}"));

    /// <summary>When a group was seen: one moment, or from the first to the last.</summary>
    public static string Time(Evidence evidence)
    {
        string first = Words.TimeToSecond(evidence.FirstSeen), last = Words.TimeToSecond(evidence.LastSeen);
        return first == last ? $"at {first}" : $"{first} to {last}";
    }

    /// <summary>A direction.</summary>
    public static string Direction(PolicyDirection direction) => direction == PolicyDirection.Egress ? "egress" : "ingress";

    /// <summary>A port, e.g. <c>TCP/8080</c>.</summary>
    public static string Port(Edge edge) => string.Create(CultureInfo.InvariantCulture, $"{edge.Protocol.Name()}/{edge.Port}");

    /// <summary>Who calls whom on which port, with the address where there is one.</summary>
    public static string Connection(ObservedConnection connection)
    {
        Edge edge = connection.Edge;
        string address = connection.Address.IsNone ? "" : $" ({connection.Address})";
        return $"{edge.Client.Name} -> {edge.Server.Name}{address} {Port(edge)}";
    }

    /// <summary>What an end does in a group, e.g. <c>shop/web egress to world TCP/443</c>.</summary>
    public static string Group(DenialGroup group) =>
        $"{group.Subject.Name} {Direction(group.Direction)} {(group.Direction == PolicyDirection.Egress ? "to" : "from")} {group.Peer.Name} {Port(group.Edge)}";

    /// <summary>The addresses of a group; empty when it has none.</summary>
    public static string Addresses(DenialGroup group)
    {
        string[] addresses = [.. group.Connections.Where(v => !v.Connection.Address.IsNone).Select(v => v.Connection.Address.ToString())];
        return addresses.Length <= NamedAddresses
            ? string.Join(", ", addresses)
            : $"{string.Join(", ", addresses.Take(NamedAddresses))} and {addresses.Length - NamedAddresses} more";
    }

    /// <summary>The rules that decide, each with its place.</summary>
    public static string Rules(IReadOnlyList<RuleReference> rules) => string.Join("; ", rules.Select(Rule));

    /// <summary>A rule with its place.</summary>
    public static string Rule(RuleReference rule) => rule.Position.IsNone ? rule.ToString() : $"{rule} ({rule.Position})";

    /// <summary>Why the flows may say something else than these policies.</summary>
    public static string LikelyReason(ConnectionVerdict verdict)
    {
        Edge edge = verdict.Connection.Edge;
        if (edge.Marks.HasFlag(EdgeMarks.PartlyDenied))
        {
            return "let through at one time and dropped at another: the policies changed within the window";
        }

        return verdict.Verdict == ReplayVerdict.Denied
            ? "these policies were not yet in force, or not on every node"
            : verdict.Connection.Outcome == EdgeOutcome.ExplicitlyDenied ? "a deny rule that is not given here was in force"
            : "a policy that is not given here closed an end, or these rules were added later";
    }

    /// <summary>What the reader must know of versions.</summary>
    public static string Target(VerifyOutcome outcome) => $"Cilium {outcome.Result.Options.Evaluation.Version} ({outcome.VersionSource})";
}
