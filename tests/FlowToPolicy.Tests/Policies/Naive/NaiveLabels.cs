using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Tests.Policies.Naive;

/// <summary>One condition of a selector (part 3): a key with its source, and what its value must be.</summary>
internal sealed record NaiveRequirement(string Source, string Key, SelectorOperator Operator, IReadOnlyList<string> Values)
{
    public const string AnySource = "any";

    /// <summary><c>k8s:x</c>, <c>any:x</c> or bare <c>x</c>, which is any source too.</summary>
    public static NaiveRequirement Of(string key, SelectorOperator op, IReadOnlyList<string> values)
    {
        int colon = key.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new NaiveRequirement(AnySource, key, op, values) : new NaiveRequirement(key[..colon], key[(colon + 1)..], op, values);
    }

    /// <summary>NotIn and DoesNotExist are true when the key is absent.</summary>
    public bool Holds(IReadOnlyList<Label> labels)
    {
        string? value = null;
        foreach (Label label in labels)
        {
            if (value is null && label.Key == Key && (Source == AnySource || label.Source == Source))
            {
                value = label.Value;
            }
        }

        return Operator switch
        {
            SelectorOperator.In => value is not null && Values.Contains(value),
            SelectorOperator.NotIn => value is null || !Values.Contains(value),
            SelectorOperator.Exists => value is not null,
            _ => value is null,
        };
    }

    /// <summary>Whether the key is named: bare, with <c>k8s:</c> or with <c>any:</c>.</summary>
    public bool IsAbout(string key) => Key == key && Source is AnySource or Label.Kubernetes;

    public override string ToString() => $"{Source}:{Key} {Operator} ({string.Join(",", Values.Order(StringComparer.Ordinal))})";
}

/// <summary>A selector as Cilium completes it: conditions that must all hold.</summary>
internal sealed record NaiveSelector(IReadOnlyList<NaiveRequirement> Requirements)
{
    /// <summary>
    /// What the rules of one selector are merged by: its conditions, whatever their order and however often they are written. (Cilium also keeps apart a
    /// label and an expression that say the same, which no policy should count on.)
    /// </summary>
    public string Text => string.Join(" & ", Requirements.Select(requirement => requirement.ToString()).Distinct().Order(StringComparer.Ordinal));

    public bool Selects(IReadOnlyList<Label> labels)
    {
        foreach (NaiveRequirement requirement in Requirements)
        {
            if (!requirement.Holds(labels))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The selector as written; <paramref name="keyPrefix"/> is put in front of every key.</summary>
    public static NaiveSelector Of(LabelSelector written, string keyPrefix = "") => new(
    [
        .. written.MatchLabels
            .Select(pair => NaiveRequirement.Of(keyPrefix + pair.Key, SelectorOperator.In, [pair.Value]))
            .OrderBy(requirement => requirement.ToString(), StringComparer.Ordinal),
        .. written.MatchExpressions.Select(expression => NaiveRequirement.Of(keyPrefix + expression.Key, expression.Operator, expression.Values)),
    ]);

    public NaiveSelector And(params IEnumerable<NaiveRequirement> more) => new([.. Requirements, .. more]);

    public bool Names(string key) => Requirements.Any(requirement => requirement.IsAbout(key));

    public bool NamesPrefix(string prefix) =>
        Requirements.Any(requirement => requirement.Source is NaiveRequirement.AnySource or Label.Kubernetes && requirement.Key.StartsWith(prefix, StringComparison.Ordinal));

    public bool NamesReserved => Requirements.Any(requirement => requirement.Source == Label.Reserved);
}
