namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>Finds values by their path.</summary>
internal static class SourcePaths
{
    /// <summary>The value of the path, or the nearest one above it that there is.</summary>
    public static SourceNode Locate(SourceNode root, FieldPath path)
    {
        SourceNode node = root;
        FieldPath at = FieldPath.Root;
        while (at != path && Step(node, at, path) is { } next)
        {
            (node, at) = next;
        }

        return node;
    }

    private static (SourceNode Node, FieldPath Path)? Step(SourceNode node, FieldPath at, FieldPath path)
    {
        if (node is SourceMap map)
        {
            foreach (SourceEntry entry in map.Entries)
            {
                if (at.Key(entry.Key) is var step && step.Holds(path))
                {
                    return (entry.Value, step);
                }
            }
        }
        else if (node is SourceList list && at.IndexTowards(path) is { } index && index < list.Items.Count)
        {
            return (list.Items[index], at.Item(index));
        }

        return null;
    }
}
