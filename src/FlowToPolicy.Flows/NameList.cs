using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace FlowToPolicy.Flows;

/// <summary>DNS names, lower case, without a trailing dot, sorted and distinct. Interned by decoders.</summary>
public sealed class NameList : IReadOnlyList<string>
{
    private readonly string[] _names;

    private NameList(string[] names) => _names = names;

    /// <summary>No names.</summary>
    public static NameList Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _names.Length;

    /// <inheritdoc/>
    public string this[int index] => _names[index];

    /// <summary>Builds a list from names in any order and spelling.</summary>
    public static NameList Of(IEnumerable<string> names)
    {
        string[] sorted = [.. names.Select(Normalise).Where(n => n.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        return sorted.Length == 0 ? Empty : new NameList(sorted);
    }

    /// <summary>A DNS name in the one spelling used here: lower case, no trailing dot.</summary>
    [SuppressMessage("Globalization", "CA1308", Justification = "DNS names are written in lower case.")]
    public static string Normalise(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.TrimEnd('.').ToLowerInvariant();
    }

    /// <summary>The names, to walk without allocating.</summary>
    public ReadOnlySpan<string> AsSpan() => _names;

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_names).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _names.GetEnumerator();
}
