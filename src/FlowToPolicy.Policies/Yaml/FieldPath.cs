using System.Globalization;

namespace FlowToPolicy.Policies.Yaml;

/// <summary>
/// The way from the root of a document to one of its values, e.g. <c>spec.ingress[0].toPorts[0].ports[1].port</c>. The default value is the root.
/// Keys that hold dots, brackets or anything unusual are written in quotes, <c>metadata.labels['app.kubernetes.io/name']</c>, so that two values never share a path.
/// </summary>
public readonly record struct FieldPath
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

    /// <summary>Whether <paramref name="other"/> is this path or lies below it.</summary>
    public bool Holds(FieldPath other)
    {
        string mine = ToString(), theirs = other.ToString();
        return theirs.StartsWith(mine, StringComparison.Ordinal)
            && (mine.Length == 0 || theirs.Length == mine.Length || theirs[mine.Length] is '.' or '[');
    }

    /// <summary>The path as text; empty for the root.</summary>
    public override string ToString() => _text ?? "";
}
