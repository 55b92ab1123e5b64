namespace FlowToPolicy.Identities;

/// <summary>One identity label as Cilium spells it: <c>source:key=value</c> (the <c>=</c> is left out when the value is empty).</summary>
/// <param name="Source">Where the label comes from: <c>k8s</c>, <c>reserved</c>, <c>cidr</c>, <c>fqdn</c>, <c>node</c>, <c>container</c>, ...</param>
/// <param name="Key">The key without its source, e.g. <c>app</c>.</param>
/// <param name="Value">The value; empty when there is none.</param>
public readonly record struct Label(string Source, string Key, string Value) : IComparable<Label>
{
    /// <summary>The source of labels that Kubernetes gave.</summary>
    public const string Kubernetes = "k8s";

    /// <summary>The source of Cilium's reserved identities (host, world, ...).</summary>
    public const string Reserved = "reserved";

    /// <summary>Reads one label as flows print it. A text without a source gets the source <c>unspec</c>, as in Cilium.</summary>
    public static Label Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? text : text[..equals];
        string value = equals < 0 ? "" : text[(equals + 1)..];
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return new Label("unspec", name, value);
        }

        // CIDR and FQDN labels carry everything in the key, which may itself hold a colon.
        return new Label(SourceOf(name.AsSpan(0, colon)), name[(colon + 1)..], value);
    }

    private static string SourceOf(ReadOnlySpan<char> text) => text switch
    {
        Kubernetes => Kubernetes,
        Reserved => Reserved,
        _ => text.ToString(),
    };

    /// <summary>A Kubernetes label.</summary>
    public static Label K8s(string key, string value) => new(Kubernetes, key, value);

    /// <inheritdoc/>
    public int CompareTo(Label other)
    {
        int order = string.CompareOrdinal(Source, other.Source);
        if (order == 0)
        {
            order = string.CompareOrdinal(Key, other.Key);
        }

        return order != 0 ? order : string.CompareOrdinal(Value, other.Value);
    }

    /// <summary>The label as Cilium prints it.</summary>
    public override string ToString() => Value.Length == 0 ? $"{Source}:{Key}" : $"{Source}:{Key}={Value}";

    /// <summary>Writes what <see cref="ToString"/> says; false when there is no room for it.</summary>
    public bool TryFormat(Span<char> room, out int length) => Value.Length == 0
        ? room.TryWrite($"{Source}:{Key}", out length)
        : room.TryWrite($"{Source}:{Key}={Value}", out length);

    /// <summary>Orders by source, key, value.</summary>
    public static bool operator <(Label left, Label right) => left.CompareTo(right) < 0;

    /// <summary>Orders by source, key, value.</summary>
    public static bool operator >(Label left, Label right) => left.CompareTo(right) > 0;

    /// <summary>Orders by source, key, value.</summary>
    public static bool operator <=(Label left, Label right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by source, key, value.</summary>
    public static bool operator >=(Label left, Label right) => left.CompareTo(right) >= 0;
}
