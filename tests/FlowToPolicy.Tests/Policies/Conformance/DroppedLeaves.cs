using System.Text.RegularExpressions;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Validation.Schema;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Tests.Policies.Conformance;

/// <summary>
/// What Cilium's own check for unknown fields names: the leaves of the document that are gone after it was read and written again. It does not look
/// below selectors, and it cannot tell a value that is dropped from one that is empty and therefore not written.
/// </summary>
internal static partial class DroppedLeaves
{
    public static (IReadOnlyCollection<string> Dropped, IReadOnlyCollection<string> Empty) Of(PolicyDocument document, CiliumVersion version)
    {
        SourceMap kept = PolicySchemas.Check(document.Root, document.Kind, document.ApiVersion, version).Kept;
        var before = new Dictionary<string, SourceScalar>(StringComparer.Ordinal);
        var after = new Dictionary<string, SourceScalar>(StringComparer.Ordinal);
        Flatten(document.Root, "", before);
        Flatten(kept, "", after);
        return ([.. before.Keys.Except(after.Keys)], [.. before.Where(pair => pair.Value.Text is "" or "0" or "false").Select(pair => pair.Key)]);
    }

    private static void Flatten(SourceNode node, string path, Dictionary<string, SourceScalar> leaves)
    {
        switch (node)
        {
            case SourceMap map:
                foreach (SourceEntry entry in map.Entries)
                {
                    Flatten(entry.Value, $"{path}.{entry.Key}", leaves);
                }

                break;
            case SourceList list:
                for (int i = 0; i < list.Items.Count; i++)
                {
                    Flatten(list.Items[i], $"{path}.{i}", leaves);
                }

                break;
            default:
                leaves[BelowSelector().Replace(path[1..], "$1")] = (SourceScalar)node;
                break;
        }
    }

    [GeneratedRegex(@"^(.+\.(matchLabels|matchExpressions))\..+$")]
    private static partial Regex BelowSelector();
}
