using System.Text.RegularExpressions;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Validation;

/// <summary>Checks of label selectors (pkg/policy/api/selector.go, the slim labels package of Kubernetes).</summary>
internal static partial class SelectorChecks
{
    private const int LongestName = 63;
    private const int LongestPrefix = 253;

    /// <summary>What is wrong with a selector.</summary>
    public static IEnumerable<string> Of(LabelSelector selector)
    {
        foreach ((string key, string value) in selector.MatchLabels)
        {
            foreach (string message in OfKey(key).Concat(OfValue(value)))
            {
                yield return message;
            }
        }

        foreach (SelectorExpression expression in selector.MatchExpressions)
        {
            bool needsValues = expression.Operator is SelectorOperator.In or SelectorOperator.NotIn;
            if (needsValues != expression.Values.Count > 0)
            {
                yield return $"the operator {expression.Operator} must have {(needsValues ? "values" : "no values")}";
            }

            foreach (string message in OfKey(expression.Key).Concat(expression.Values.SelectMany(OfValue)))
            {
                yield return message;
            }
        }
    }

    // Cilium checks the key with the source in front of it: "any.app", "k8s.app". So an unslashed key has four characters less than in Kubernetes.
    private static IEnumerable<string> OfKey(string key)
    {
        int colon = key.IndexOf(':', StringComparison.Ordinal);
        string full = colon < 0 ? $"any.{key}" : $"{key[..colon]}.{key[(colon + 1)..]}";
        int slash = full.LastIndexOf('/');
        string name = full[(slash + 1)..];
        string prefix = slash < 0 ? "" : full[..slash];
        bool good = name.Length <= LongestName && Name().IsMatch(name) && (slash < 0 || (prefix.Length <= LongestPrefix && Subdomain().IsMatch(prefix)));
        if (!good)
        {
            yield return $"'{key}' is no label key that Cilium can hold";
        }
    }

    private static IEnumerable<string> OfValue(string value)
    {
        if (value.Length > LongestName || (value.Length > 0 && !Name().IsMatch(value)))
        {
            yield return $"'{value}' is no label value";
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\z")]
    private static partial Regex Subdomain();
}
