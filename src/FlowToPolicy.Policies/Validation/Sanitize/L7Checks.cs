using FlowToPolicy.Policies.Evaluation.Patterns;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Sanitize;

/// <summary>Checks of the content of <c>rules</c> (L7Rules.sanitize, pkg/policy/api/http.go, l7.go).</summary>
internal static class L7Checks
{
    private static readonly HashSet<string> Mismatches = ["LOG", "ADD", "DELETE", "REPLACE"];

    /// <summary>Checks rules that are not empty.</summary>
    public static void Check(PortRule rule, FieldPath path, SanitizeLog log)
    {
        bool hasParser = !string.IsNullOrEmpty(rule.L7Protocol);
        int kinds = (rule.Http is null ? 0 : 1) + (rule.Kafka is null ? 0 : 1) + (rule.Dns is null ? 0 : 1) + (hasParser ? 1 : 0);
        log.AddIf(kinds > 1, SanitizeCheck.TwoL7Kinds, path, "rules can be of one kind only");
        log.AddIf(rule.L7 is not null && !hasParser, SanitizeCheck.L7WithoutProtocol, path.Key("l7proto"), "l7 needs l7proto");
        for (int i = 0; i < rule.Http?.Count; i++)
        {
            CheckHttp(rule.Http[i], path.Key("http").Item(i), log);
        }

        for (int i = 0; i < rule.Kafka?.Count; i++)
        {
            KafkaChecks.Check(rule.Kafka[i], path.Key("kafka").Item(i), log);
        }

        for (int i = 0; i < rule.Dns?.Count; i++)
        {
            NameChecks.Check(rule.Dns[i], path.Key("dns").Item(i), mayHaveBoth: true, log);
        }

        for (int i = 0; hasParser && i < rule.L7?.Count; i++)
        {
            log.AddIf(rule.L7[i].ContainsKey(""), SanitizeCheck.EmptyL7Key, path.Key("l7").Item(i), "a key must not be empty");
        }
    }

    // Neither host nor headers are looked at.
    private static void CheckHttp(HttpRule rule, FieldPath path, SanitizeLog log)
    {
        CheckPattern(rule.Path, path.Key("path"), log);
        CheckPattern(rule.Method, path.Key("method"), log);
        for (int i = 0; i < rule.HeaderMatches.Count; i++)
        {
            HeaderMatch match = rule.HeaderMatches[i];
            FieldPath at = path.Key("headerMatches").Item(i);
            log.AddIf(match.Name.Length == 0, SanitizeCheck.HeaderWithoutName, at.Key("name"), "a header match needs a name");
            log.AddIf(
                match.Mismatch is { Length: > 0 } mismatch && !Mismatches.Contains(mismatch),
                SanitizeCheck.UnknownMismatch,
                at.Key("mismatch"),
                $"'{match.Mismatch}' is no action on a header mismatch");
            log.AddIf(match.Secret is { Name.Length: 0 }, SanitizeCheck.SecretWithoutName, at.Key("secret").Key("name"), "the secret of a header match needs a name");
        }
    }

    private static void CheckPattern(string? pattern, FieldPath path, SanitizeLog log)
    {
        if (!string.IsNullOrEmpty(pattern) && Re2Pattern.ErrorOf(pattern) is { } error)
        {
            log.Add(SanitizeCheck.NotARegex, path, $"'{pattern}' is no regular expression: {error}");
        }
    }
}
