using System.Globalization;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Policies.Validation.Schema;

/// <summary>The checks of Kubernetes that hold several fields of an object against each other (pkg/apis/networking/validation).</summary>
internal static class KubernetesChecks
{
    /// <summary>An operator has the values that it needs.</summary>
    public static void Expression(SourceMap map, FieldPath path, List<SchemaViolation> violations)
    {
        bool needsValues = map.Find("operator") is SourceScalar { Text: "In" or "NotIn" };
        bool hasValues = map.Find("values") is SourceList { Items.Count: > 0 };
        if (needsValues != hasValues)
        {
            SchemaKeyword keyword = needsValues ? SchemaKeyword.Required : SchemaKeyword.Items;
            violations.Add(new SchemaViolation(keyword, path.Key("values"), map, needsValues ? "must not be empty for In and NotIn" : "must be empty for Exists and DoesNotExist"));
        }
    }

    /// <summary>A block stands alone.</summary>
    public static void Peer(SourceMap map, FieldPath path, List<SchemaViolation> violations)
    {
        if (map.Find("ipBlock") is not null && (map.Find("podSelector") ?? map.Find("namespaceSelector")) is not null)
        {
            violations.Add(new SchemaViolation(SchemaKeyword.OneOf, path, map, "ipBlock cannot stand beside podSelector or namespaceSelector"));
        }
    }

    /// <summary>Exceptions lie inside, and are smaller.</summary>
    public static void Block(SourceMap map, FieldPath path, List<SchemaViolation> violations)
    {
        if (map.Find("cidr") is not SourceScalar { Text: var text } || !Prefix.TryParse(text, out Prefix block) || map.Find("except") is not SourceList except)
        {
            return;
        }

        for (int i = 0; i < except.Items.Count; i++)
        {
            SourceNode item = except.Items[i];
            if (item is SourceScalar scalar && Prefix.TryParse(scalar.Text, out Prefix hole) && (!block.Contains(hole) || hole.Length <= block.Length))
            {
                violations.Add(new SchemaViolation(SchemaKeyword.Range, path.Key("except").Item(i), item, $"must lie inside {text} and be smaller"));
            }
        }
    }

    /// <summary>A range begins at a number and ends no earlier.</summary>
    public static void Port(SourceMap map, FieldPath path, List<SchemaViolation> violations)
    {
        if (map.Find("endPort") is not SourceScalar end)
        {
            return;
        }

        string? problem = map.Find("port") switch
        {
            null => "needs a port",
            SourceScalar { Kind: ScalarKind.Text } => "needs a port that is a number",
            SourceScalar { Text: var first } when Number(end.Text) < Number(first) => $"must not be less than the port {first}",
            _ => null,
        };
        if (problem is not null)
        {
            violations.Add(new SchemaViolation(SchemaKeyword.Range, path.Key("endPort"), end, problem));
        }
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
