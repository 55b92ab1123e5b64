using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Policies.Validation.Views;

/// <summary>Finds the places of values in the text that they were read from.</summary>
internal static class Places
{
    /// <summary>The path of the list item that was read at a position: what could not be read was left out of the draft, and indexes may differ.</summary>
    public static FieldPath ItemAt(PolicyDocument document, FieldPath list, SourcePosition position, int index)
    {
        if (SourcePaths.Locate(document.Root, list) is SourceList found)
        {
            for (int i = index; i < found.Items.Count; i++)
            {
                if (found.Items[i].Position == position)
                {
                    return list.Item(i);
                }
            }
        }

        return list.Item(index);
    }

    /// <summary>Where a finding about a path is shown: at the value when it stands beside its key, else at the key.</summary>
    public static SourcePosition Of(PolicyDocument document, FieldPath path) => Chain(document, path)[^1].Shown;

    /// <summary>The lines on which the value of the path and all values around it begin, from the root down.</summary>
    public static IEnumerable<int> Lines(PolicyDocument document, FieldPath path) =>
        Chain(document, path).SelectMany(step => new[] { step.Begin.Line, step.Shown.Line }).Distinct();

    private static List<Step> Chain(PolicyDocument document, FieldPath path)
    {
        SourceNode node = document.Root;
        FieldPath at = FieldPath.Root;
        List<Step> steps = [new Step(node.Position, node.Position)];
        while (at != path)
        {
            (SourceNode Node, FieldPath Path, Step Step)? next = node switch
            {
                SourceMap map => Entry(map, at, path),
                SourceList list => Item(list, at, path),
                _ => null,
            };
            if (next is not { } found)
            {
                break;
            }

            (node, at) = (found.Node, found.Path);
            steps.Add(found.Step);
        }

        return steps;
    }

    private static (SourceNode Node, FieldPath Path, Step Step)? Entry(SourceMap map, FieldPath at, FieldPath path)
    {
        foreach (SourceEntry entry in map.Entries)
        {
            if (at.Key(entry.Key) is var step && step.Holds(path))
            {
                bool beside = entry.Value.Position.Line == entry.Position.Line && entry.Value is SourceScalar;
                return (entry.Value, step, new Step(entry.Position, beside ? entry.Value.Position : entry.Position));
            }
        }

        return null;
    }

    private static (SourceNode Node, FieldPath Path, Step Step)? Item(SourceList list, FieldPath at, FieldPath path)
    {
        for (int i = 0; i < list.Items.Count; i++)
        {
            if (at.Item(i) is var step && step.Holds(path))
            {
                return (list.Items[i], step, new Step(list.Items[i].Position, list.Items[i].Position));
            }
        }

        return null;
    }

    private readonly record struct Step(SourcePosition Begin, SourcePosition Shown);
}
