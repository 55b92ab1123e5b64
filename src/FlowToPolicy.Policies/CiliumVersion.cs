using System.Globalization;

namespace FlowToPolicy.Policies;

/// <summary>A minor version of Cilium, e.g. 1.18: what policies mean differs between them.</summary>
/// <param name="Major">The major number.</param>
/// <param name="Minor">The minor number.</param>
public readonly record struct CiliumVersion(int Major, int Minor) : IComparable<CiliumVersion>
{
    /// <summary>What is assumed when nobody names a version.</summary>
    public static CiliumVersion Assumed { get; } = new(1, 18);

    /// <summary>Reads <c>1.18</c>, <c>v1.18.2</c>, <c>1.19.0-rc.1</c>. False when it is no version.</summary>
    public static bool TryParse(string text, out CiliumVersion version)
    {
        ArgumentNullException.ThrowIfNull(text);
        version = default;
        string[] parts = text.TrimStart('v').Split('.', '-', '+');
        if (parts.Length < 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int minor))
        {
            return false;
        }

        version = new CiliumVersion(major, minor);
        return true;
    }

    /// <summary>Reads a version or throws <see cref="FormatException"/>.</summary>
    public static CiliumVersion Parse(string text) =>
        TryParse(text, out CiliumVersion version) ? version : throw new FormatException($"'{text}' is not a Cilium version such as 1.18.");

    /// <inheritdoc/>
    public int CompareTo(CiliumVersion other) => Major != other.Major ? Major.CompareTo(other.Major) : Minor.CompareTo(other.Minor);

    /// <summary>Major and minor, e.g. <c>1.18</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");

    /// <summary>Whether the left is older.</summary>
    public static bool operator <(CiliumVersion left, CiliumVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left is newer.</summary>
    public static bool operator >(CiliumVersion left, CiliumVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left is not newer.</summary>
    public static bool operator <=(CiliumVersion left, CiliumVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left is not older.</summary>
    public static bool operator >=(CiliumVersion left, CiliumVersion right) => left.CompareTo(right) >= 0;
}
