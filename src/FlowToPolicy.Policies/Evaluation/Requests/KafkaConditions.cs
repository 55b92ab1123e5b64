using System.Globalization;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation.Requests;

/// <summary>
/// Judges Kafka requests by the entries of <c>rules.kafka</c>: every topic of a request must be let through, perhaps by different entries
/// (Cilium's Kafka parser; the numbers are the Kafka protocol's).
/// </summary>
internal static class KafkaConditions
{
    private static readonly short[] Produce = [0, 3, 18];
    private static readonly short[] Consume = [1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 18];

    private static readonly Dictionary<string, short> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["produce"] = 0,
        ["fetch"] = 1,
        ["offsets"] = 2,
        ["metadata"] = 3,
        ["leaderandisr"] = 4,
        ["stopreplica"] = 5,
        ["updatemetadata"] = 6,
        ["controlledshutdown"] = 7,
        ["offsetcommit"] = 8,
        ["offsetfetch"] = 9,
        ["findcoordinator"] = 10,
        ["joingroup"] = 11,
        ["heartbeat"] = 12,
        ["leavegroup"] = 13,
        ["syncgroup"] = 14,
        ["describegroups"] = 15,
        ["listgroups"] = 16,
        ["saslhandshake"] = 17,
        ["apiversions"] = 18,
        ["createtopics"] = 19,
        ["deletetopics"] = 20,
        ["deleterecords"] = 21,
        ["initproducerid"] = 22,
        ["offsetforleaderepoch"] = 23,
        ["addpartitionstotxn"] = 24,
        ["addoffsetstotxn"] = 25,
        ["endtxn"] = 26,
        ["writetxnmarkers"] = 27,
        ["txnoffsetcommit"] = 28,
        ["describeacls"] = 29,
        ["createacls"] = 30,
        ["deleteacls"] = 31,
        ["describeconfigs"] = 32,
        ["alterconfigs"] = 33,
    };

    /// <summary>Whether the entries let the request pass.</summary>
    public static Outcome Judge(IReadOnlyList<KafkaRule> rules, KafkaRequest request)
    {
        if (request.Topics is null && rules.Any(rule => !string.IsNullOrEmpty(rule.Topic)))
        {
            Outcome certain = AnyOf(rules.Where(rule => string.IsNullOrEmpty(rule.Topic)), request, null);
            return certain.IsHeld ? certain : AnyOf(rules, request, null).And(Outcome.Unknown("the topic"));
        }

        if (request.Topics is not { Count: > 0 } topics)
        {
            return AnyOf(rules, request, null);
        }

        Outcome all = Outcome.Holds;
        foreach (string topic in topics)
        {
            all = all.And(AnyOf(rules, request, topic));
        }

        return all;
    }

    private static Outcome AnyOf(IEnumerable<KafkaRule> rules, KafkaRequest request, string? topic)
    {
        Outcome any = Outcome.Fails;
        foreach (KafkaRule rule in rules)
        {
            any = any.Or(OfKey(rule, request.ApiKey)
                .And(OfVersion(rule, request.ApiVersion))
                .And(OfText(rule.ClientId, request.ClientId, "the client id"))
                .And(topic is null ? Outcome.Holds : OfText(rule.Topic, topic, "the topic")));
        }

        return any;
    }

    private static Outcome OfKey(KafkaRule rule, short? key)
    {
        short[] keys;
        if (!string.IsNullOrEmpty(rule.Role))
        {
            keys = rule.Role.Equals("produce", StringComparison.OrdinalIgnoreCase) ? Produce : Consume;
        }
        else if (string.IsNullOrEmpty(rule.ApiKey))
        {
            return Outcome.Holds;
        }
        else if (Keys.TryGetValue(rule.ApiKey, out short number))
        {
            keys = [number];
        }
        else
        {
            return Outcome.Open(Doubt.NotModelled($"the Kafka API '{rule.ApiKey}'"));
        }

        return key is { } known ? Outcome.Of(Array.IndexOf(keys, known) >= 0) : Outcome.Unknown("the API");
    }

    private static Outcome OfVersion(KafkaRule rule, short? version)
    {
        if (string.IsNullOrEmpty(rule.ApiVersion))
        {
            return Outcome.Holds;
        }

        if (version is not { } known)
        {
            return Outcome.Unknown("the API's version");
        }

        return Outcome.Of(short.TryParse(rule.ApiVersion, NumberStyles.None, CultureInfo.InvariantCulture, out short number) && number == known);
    }

    private static Outcome OfText(string? wanted, string? value, string attribute)
    {
        if (string.IsNullOrEmpty(wanted))
        {
            return Outcome.Holds;
        }

        return value is null ? Outcome.Unknown(attribute) : Outcome.Of(value == wanted);
    }
}
