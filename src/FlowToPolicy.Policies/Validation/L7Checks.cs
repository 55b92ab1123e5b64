using System.Globalization;
using System.Text.RegularExpressions;
using FlowToPolicy.Policies.Evaluation.Patterns;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Validation;

/// <summary>Checks of HTTP, Kafka and DNS rules (pkg/policy/api/http.go, kafka.go, fqdn.go).</summary>
internal static partial class L7Checks
{
    private const int LongestTopic = 255;

    private static readonly HashSet<string> Mismatches = ["LOG", "ADD", "DELETE", "REPLACE"];

    /// <summary>What is wrong with the rules.</summary>
    public static IEnumerable<string> Of(PortRule rule) =>
    [
        .. (rule.Dns ?? []).SelectMany(name => PeerChecks.OfName(name, mayHaveBoth: true)),
        .. (rule.Http ?? []).SelectMany(OfHttp),
        .. (rule.Kafka ?? []).SelectMany(OfKafka),
    ];

    private static IEnumerable<string> OfHttp(HttpRule rule)
    {
        foreach (string? pattern in new[] { rule.Path, rule.Method })
        {
            if (pattern is not null && Re2Pattern.ErrorOf(pattern) is { } error)
            {
                yield return $"'{pattern}' is no regular expression: {error}";
            }
        }

        foreach (HeaderMatch match in rule.HeaderMatches)
        {
            if (match.Name.Length == 0)
            {
                yield return "a header match needs a name";
            }

            if (match.Mismatch is { } mismatch && !Mismatches.Contains(mismatch))
            {
                yield return $"'{mismatch}' is no action on a header mismatch";
            }

            if (match.Secret is { Name.Length: 0 })
            {
                yield return "the secret of a header match needs a name";
            }
        }
    }

    private static IEnumerable<string> OfKafka(KafkaRule rule)
    {
        if (rule is { Role.Length: > 0, ApiKey.Length: > 0 })
        {
            yield return "a Kafka rule cannot have both role and apiKey";
        }

        if (rule.Role is { Length: > 0 } role && role.ToUpperInvariant() is not ("PRODUCE" or "CONSUME"))
        {
            yield return $"'{role}' is no Kafka role";
        }

        if (rule.ApiVersion is { Length: > 0 } version && !short.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            yield return $"'{version}' is no Kafka API version";
        }

        if (rule.Topic is { Length: > 0 } topic && (topic.Length > LongestTopic || !Topic().IsMatch(topic)))
        {
            yield return $"'{topic}' is no Kafka topic";
        }
    }

    [GeneratedRegex(@"^[a-zA-Z0-9._-]+\z")]
    private static partial Regex Topic();
}
