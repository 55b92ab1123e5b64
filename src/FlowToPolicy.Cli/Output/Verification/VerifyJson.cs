using System.Text.Json;
using FlowToPolicy.Cli.Output.Usage;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Reasons;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Cli.Output.Verification;

/// <summary>For programs: the sums first, then the groups of denials, then every connection that is not simply admitted as before.</summary>
internal sealed class VerifyJson : IVerifyWriter
{
    /// <inheritdoc/>
    public string Format => "json";

    /// <inheritdoc/>
    public void Write(VerifyOutcome outcome, Terminal terminal) =>
        terminal.Out.Write(JsonDocuments.Text(JsonDocuments.Write("Verification", json =>
        {
            VerificationResult result = outcome.Result;
            Summary(outcome, json);
            AccountJson.Write(json, outcome.Account);
            LeftOutWords.Write(json, outcome.LeftOut);
            json.WriteStartArray("denials");
            foreach (DenialGroup group in result.Denials)
            {
                Group(group, json);
            }

            json.WriteEndArray();
            Connections(json, "wouldBeDenied", result.WouldBeDenied);
            Connections(json, "newlyAdmitted", result.NewlyAdmitted);
            Connections(json, "disagreements", result.Disagreements);
            Connections(json, "unjudged", result.Verdicts.Where(v => v.Verdict == ReplayVerdict.Unjudged));
            UsageJson.Write(json, outcome.Usage, outcome.Graph);
        })));

    private static void Summary(VerifyOutcome outcome, Utf8JsonWriter json)
    {
        VerificationResult result = outcome.Result;
        json.WriteStartObject("summary");
        Counts(json, result);
        json.WriteNumber("unlistedAddresses", result.UnlistedAddresses);
        json.WriteNumber("policies", outcome.Policies);
        json.WriteString("policiesFrom", outcome.Source);
        json.WriteString("ciliumVersion", result.Options.Evaluation.Version.ToString());
        json.WriteString("ciliumVersionFrom", outcome.VersionSource);
        json.WriteEndObject();
    }

    /// <summary>How many connections become what.</summary>
    public static void Counts(Utf8JsonWriter json, VerificationResult result)
    {
        json.WriteNumber("connections", result.Verdicts.Count);
        json.WriteNumber("admitted", result.Admitted);
        json.WriteNumber("denied", result.Denied);
        json.WriteNumber("disagreements", result.Disagreements.Count());
        json.WriteNumber("unjudged", result.Unjudged);
        json.WriteNumber("wouldBeDenied", result.WouldBeDenied.Count());
        json.WriteNumber("newlyAdmitted", result.NewlyAdmitted.Count());
    }

    /// <summary>A group of denied connections.</summary>
    public static void Group(DenialGroup group, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("workload", group.Subject.Name);
        json.WriteString("direction", VerifyWords.Direction(group.Direction));
        json.WriteString("peer", group.Peer.Name);
        json.WriteString("port", VerifyWords.Port(group.Edge));
        json.WriteString("cause", VerifyWords.Cause(group.Cause));
        json.WriteBoolean("wasLetThrough", group.WasLetThrough);
        json.WriteNumber("connections", group.Connections.Count);
        json.WriteNumber("seen", group.Seen);
        json.Time("firstSeen", group.Edge.Evidence.FirstSeen);
        json.Time("lastSeen", group.Edge.Evidence.LastSeen);
        json.Strings("samples", group.Edge.Evidence.Samples.Select(s => s.ToString()));
        json.Strings("addresses", group.Connections.Where(v => !v.Connection.Address.IsNone).Select(v => v.Connection.Address.ToString()));
        json.WriteString("explanation", group.Denial.Explanation);
        Rules(json, "rules", group.Denial.Rules);
        Rules(json, "nearest", group.Denial.Nearest is { } nearest ? [nearest] : []);
        Change(json, group.Change);
        json.WriteEndObject();
    }

    private static void Change(Utf8JsonWriter json, SuggestedChange? change)
    {
        if (change is null)
        {
            json.WriteNull("change");
            return;
        }

        json.WriteStartObject("change");
        json.WriteString("what", change.What);
        json.WriteString("at", change.Position.ToString());
        json.WriteString("yaml", change.Yaml);
        json.WriteEndObject();
    }

    private static void Rules(Utf8JsonWriter json, string name, IEnumerable<RuleReference> rules)
    {
        json.WriteStartArray(name);
        foreach (RuleReference rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("rule", rule.ToString());
            json.WriteString("kind", rule.Policy.Kind.ToString());
            json.WriteString("at", rule.Position.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Connections(Utf8JsonWriter json, string name, IEnumerable<ConnectionVerdict> verdicts)
    {
        json.WriteStartArray(name);
        foreach (ConnectionVerdict verdict in verdicts)
        {
            json.WriteStartObject();
            json.WriteString("client", verdict.Connection.Edge.Client.Name);
            json.WriteString("server", verdict.Connection.Edge.Server.Name);
            json.WriteString("port", VerifyWords.Port(verdict.Connection.Edge));
            json.WriteString("address", verdict.Connection.Address.IsNone ? null : verdict.Connection.Address.ToString());
            json.WriteNumber("seen", verdict.Connection.Count);
            json.WriteString("observed", Words.Outcome(verdict.Connection.Outcome));
            json.WriteString("verdict", Words.Kebab(verdict.Verdict.ToString()));
            json.WriteString("egress", Side(verdict.Egress));
            json.WriteString("ingress", Side(verdict.Ingress));
            json.WriteString("doubt", verdict.Egress.Doubt ?? verdict.Ingress.Doubt);
            json.WriteString("likelyReason", verdict.IsDisagreement ? VerifyWords.LikelyReason(verdict) : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Side(SideVerdict side) => side.Judgement is { } judgement ? Words.Kebab(judgement.Kind.ToString()) : Words.Kebab(side.Verdict.ToString());
}
