namespace FlowToPolicy.Cli.Inputs;

/// <summary>
/// Reads hubble's own <c>config.yaml</c>: a flat map from flag names to a value or a list of values. Anything that is nested
/// deeper is no setting of hubble's and passed by.
/// </summary>
internal static class HubbleConfigFile
{
    /// <summary>The settings of a text, by key; a single value is a list of one.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Parse(string text)
    {
        var settings = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        List<string>? list = null;
        foreach (string raw in text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimStart('\ufeff').Split('\n'))
        {
            string line = WithoutComment(raw);
            string content = line.Trim();
            if (content.Length == 0 || content is "---" or "...")
            {
                continue;
            }

            if (content.StartsWith("- ", StringComparison.Ordinal))
            {
                list?.Add(Scalar(content[2..]));
                continue;
            }

            int colon = content.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || char.IsWhiteSpace(line[0]))
            {
                list = null;
                continue;
            }

            string value = content[(colon + 1)..].Trim();
            list = value.Length == 0 ? [] : null;
            settings[Scalar(content[..colon])] = list ?? Values(value);
        }

        return settings.Where(s => s.Value.Count > 0).ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);
    }

    private static IReadOnlyList<string> Values(string value) =>
        value.StartsWith('[') && value.EndsWith(']')
            ? [.. value[1..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Scalar)]
            : value is "null" or "~" ? [] : [Scalar(value)];

    private static string Scalar(string text)
    {
        string trimmed = text.Trim();
        return trimmed.Length >= 2 && trimmed[0] == trimmed[^1] && trimmed[0] is '"' or '\''
            ? trimmed[0] == '"'
                ? trimmed[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal)
                : trimmed[1..^1].Replace("''", "'", StringComparison.Ordinal)
            : trimmed;
    }

    /// <summary>A comment begins with a '#' at the start or after white space, outside quotes.</summary>
    private static string WithoutComment(string line)
    {
        char quote = '\0';
        for (int i = 0; i < line.Length; i++)
        {
            if (quote != '\0')
            {
                quote = line[i] == quote ? '\0' : quote;
            }
            else if (line[i] is '"' or '\'' && (i == 0 || line[i - 1] is ' ' or '[' or ',' or ':'))
            {
                quote = line[i];
            }
            else if (line[i] == '#' && (i == 0 || char.IsWhiteSpace(line[i - 1])))
            {
                return line[..i];
            }
        }

        return line;
    }
}
