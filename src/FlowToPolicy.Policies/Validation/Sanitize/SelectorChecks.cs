using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Schema;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Sanitize;

/// <summary>Checks of label selectors (pkg/policy/api/selector.go, the slim labels package of Kubernetes).</summary>
internal static class SelectorChecks
{
    /// <summary>Checks a selector; null is none.</summary>
    /// <param name="selector">The selector.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="log">What is wrong goes there.</param>
    /// <param name="prefix">What the agent writes before each key.</param>
    public static void Check(LabelSelector? selector, FieldPath path, SanitizeLog log, string prefix = "")
    {
        foreach ((string key, string value) in selector?.MatchLabels ?? [])
        {
            FieldPath at = path.Key("matchLabels").Key(key);
            CheckKey(prefix + key, key, at, log);
            CheckValue(value, at, log);
        }

        for (int i = 0; i < selector?.MatchExpressions.Count; i++)
        {
            SelectorExpression expression = selector.MatchExpressions[i];
            FieldPath at = path.Key("matchExpressions").Item(i);
            CheckKey(prefix + expression.Key, expression.Key, at.Key("key"), log);
            bool needsValues = expression.Operator is SelectorOperator.In or SelectorOperator.NotIn;
            log.AddIf(
                needsValues != expression.Values.Count > 0,
                SanitizeCheck.OperatorValues,
                at.Key("values"),
                $"the operator {expression.Operator} must have {(needsValues ? "values" : "no values")}");
            for (int j = 0; j < expression.Values.Count; j++)
            {
                CheckValue(expression.Values[j], at.Key("values").Item(j), log);
            }
        }
    }

    // Cilium checks the key with the source in front of it: "any.app", "k8s.app". So an unslashed key has four characters less than in Kubernetes.
    private static void CheckKey(string key, string written, FieldPath path, SanitizeLog log) =>
        log.AddIf(!TextFormats.LabelKey.Accepts(Extended(key)), SanitizeCheck.BadSelectorKey, path, $"'{written}' is no label key that Cilium can hold");

    // labels.GetExtendedKeyFrom: "$host" is short for "reserved:host", and what follows "=" is taken for a value.
    private static string Extended(string key)
    {
        int colon = key.IndexOf(':', StringComparison.Ordinal);
        (string source, string name) = key.StartsWith('$') ? ("reserved", key[1..])
            : colon >= 0 ? (key[..colon], key[(colon + 1)..])
            : key.StartsWith("reserved.", StringComparison.Ordinal) ? ("reserved", key["reserved.".Length..])
            : ("", key);
        int equals = name.IndexOf('=', StringComparison.Ordinal);
        return $"{(source.Length == 0 ? "any" : source)}.{(equals < 0 ? name : name[..equals])}";
    }

    private static void CheckValue(string value, FieldPath path, SanitizeLog log) =>
        log.AddIf(!TextFormats.WholeLabelValue.Accepts(value), SanitizeCheck.BadSelectorValue, path, $"'{value}' is no label value");
}
