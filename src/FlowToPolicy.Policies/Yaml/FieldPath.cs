using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowToPolicy.Policies.Yaml;

/// <summary>
/// The way from the root of a document to one of its values, e.g. <c>spec.ingress[0].toPorts[0].ports[1].port</c>. The default value is the root.
/// Keys that hold dots, brackets or anything unusual are written in quotes, <c>metadata.labels['app.kubernetes.io/name']</c>, so that two values never share a path.
/// </summary>
public readonly partial record struct FieldPath
{
    private readonly string? _text;

    private FieldPath(string text) => _text = text;

    /// <summary>The root of a document.</summary>
    public static FieldPath Root => default;

    /// <summary>Whether this is the root.</summary>
    public bool IsRoot => string.IsNullOrEmpty(_text);

    /// <summary>The value of a key of the map at this path.</summary>
    public FieldPath Key(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        bool plain = key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        string step = plain ? key : $"['{key.Replace("'", "\\'", StringComparison.Ordinal)}']";
        return new FieldPath(plain && !IsRoot ? $"{_text}.{step}" : $"{_text}{step}");
    }

    /// <summary>An item of the list at this path.</summary>
    /// <param name="index">From 0.</param>
    public FieldPath Item(int index) => new(string.Create(CultureInfo.InvariantCulture, $"{_text}[{index}]"));

    /// <summary>The path of the map or list that this value stands in; the root for the root.</summary>
    public FieldPath Parent => new(ToString()[..LastStep()]);

    /// <summary>The key of the last step; empty for the root and for an item of a list.</summary>
    public string Name
    {
        get
        {
            string step = ToString()[LastStep()..];
            return step.StartsWith("['", StringComparison.Ordinal) ? step[2..^2].Replace("\\'", "'", StringComparison.Ordinal)
                : step.StartsWith('[') ? ""
                : step.TrimStart('.');
        }
    }

    /// <summary>The path without the indexes of lists, e.g. <c>spec.ingress.toPorts.ports.port</c>.</summary>
    public string Shape => Indexes().Replace(ToString(), "");

    /// <summary>Whether <paramref name="other"/> is this path or lies below it.</summary>
    public bool Holds(FieldPath other)
    {
        string mine = ToString(), theirs = other.ToString();
        return theirs.StartsWith(mine, StringComparison.Ordinal)
            && (mine.Length == 0 || theirs.Length == mine.Length || theirs[mine.Length] is '.' or '[');
    }

    /// <summary>The index by which the way to <paramref name="below"/> goes on from here; null when it does not go on, or by a key.</summary>
    internal int? IndexTowards(FieldPath below)
    {
        ReadOnlySpan<char> rest = below.ToString().AsSpan(ToString().Length);
        int end = rest.IndexOf(']');
        return rest is ['[', ..] && end > 0 && int.TryParse(rest[1..end], NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : null;
    }

    /// <summary>The path as text; empty for the root.</summary>
    public override string ToString() => _text ?? "";

    // Quotes inside a quoted key are escaped, so that the last bracket with a quote before the closing one begins the last quoted step.
    private int LastStep()
    {
        string text = ToString();
        if (text.EndsWith("']", StringComparison.Ordinal))
        {
            return text.AsSpan(0, text.Length - 2).LastIndexOf("['");
        }

        return text.EndsWith(']') ? text.LastIndexOf('[') : Math.Max(Math.Max(text.LastIndexOf('.'), text.LastIndexOf(']') + 1), 0);
    }

    [GeneratedRegex(@"\[[0-9]+\]")]
    private static partial Regex Indexes();
}
