using System.Text;
using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Cli.Output;

/// <summary>Makes text from the input harmless in Markdown, so that a name is shown as it is and never becomes a link, HTML or a table.</summary>
internal static class Markdown
{
    /// <summary>The text with every character that means something to Markdown or HTML written as itself.</summary>
    public static string Text(string text)
    {
        var safe = new StringBuilder(text.Length + 8);
        foreach (char c in SafeText.Escape(text))
        {
            _ = c switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '@' => safe.Append("&#64;"),
                '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '#' or '|' or '~' or '!' => safe.Append('\\').Append(c),
                _ => safe.Append(c),
            };
        }

        return safe.ToString();
    }

    /// <summary>The text as code within a line, e.g. a name.</summary>
    public static string Code(string text)
    {
        string safe = SafeText.Escape(text).Replace("|", "\\|", StringComparison.Ordinal);
        return safe.Contains('`', StringComparison.Ordinal) ? Text(text) : $"`{safe}`";
    }

    /// <summary>A block of code; a fence inside it cannot end it.</summary>
    public static string Block(string language, string text)
    {
        string safe = string.Join('\n', text.TrimEnd('\n').Split('\n').Select(SafeText.Escape));
        string fence = "```";
        while (safe.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }

        return $"{fence}{language}\n{safe}\n{fence}";
    }
}
