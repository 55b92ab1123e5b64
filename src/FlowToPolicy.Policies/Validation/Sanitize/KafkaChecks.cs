using System.Globalization;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Sanitize;

/// <summary>Checks of Kafka rules (pkg/policy/api/kafka of cilium/proxy).</summary>
internal static class KafkaChecks
{
    private const int LongestTopic = 255;

    private static readonly HashSet<string> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        "produce", "fetch", "offsets", "metadata", "leaderandisr", "stopreplica", "updatemetadata", "controlledshutdown", "offsetcommit", "offsetfetch",
        "findcoordinator", "joingroup", "heartbeat", "leavegroup", "syncgroup", "describegroups", "listgroups", "saslhandshake", "apiversions", "createtopics",
        "deletetopics", "deleterecords", "initproducerid", "offsetforleaderepoch", "addpartitionstotxn", "addoffsetstotxn", "endtxn", "writetxnmarkers",
        "txnoffsetcommit", "describeacls", "createacls", "deleteacls", "describeconfigs", "alterconfigs",
    };

    /// <summary>Checks one rule.</summary>
    public static void Check(KafkaRule rule, FieldPath path, SanitizeLog log)
    {
        string role = rule.Role ?? "", key = rule.ApiKey ?? "", version = rule.ApiVersion ?? "", topic = rule.Topic ?? "";
        log.AddIf(role.Length > 0 && key.Length > 0, SanitizeCheck.KafkaRoleWithKey, path, "a Kafka rule cannot have both role and apiKey");
        log.AddIf(key.Length > 0 && !Keys.Contains(key), SanitizeCheck.UnknownKafkaKey, path.Key("apiKey"), $"'{key}' is no key of the Kafka API");
        bool isRole = role.Equals("produce", StringComparison.OrdinalIgnoreCase) || role.Equals("consume", StringComparison.OrdinalIgnoreCase);
        log.AddIf(role.Length > 0 && !isRole, SanitizeCheck.UnknownKafkaRole, path.Key("role"), $"'{role}' is no Kafka role");
        log.AddIf(version.Length > 0 && !IsVersion(version), SanitizeCheck.BadKafkaVersion, path.Key("apiVersion"), $"'{version}' is no Kafka API version");
        log.AddIf(!topic.All(IsOfTopics) || topic.Length > LongestTopic, SanitizeCheck.BadKafkaTopic, path.Key("topic"), $"'{topic}' is no Kafka topic");
    }

    // Go's ParseInt takes a sign.
    private static bool IsVersion(string text) => short.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out short number) && number >= 0;

    // The agent's expression lets the backslash through by mistake.
    private static bool IsOfTopics(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '\\';
}
