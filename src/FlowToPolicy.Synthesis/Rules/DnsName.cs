using System.Buffers;

namespace FlowToPolicy.Synthesis.Rules;

/// <summary>Names as <c>matchName</c> takes them.</summary>
internal static class DnsName
{
    private const int MostCharacters = 255;

    // The pattern of the CRD and of Cilium's own check (pkg/policy/api/fqdn.go).
    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>The name in lower case without its final dot.</summary>
    public static string Normalize(string name) => name.TrimEnd('.').ToLowerInvariant();

    /// <summary>Whether a normalized name can stand in <c>matchName</c>.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MostCharacters && !name.AsSpan().ContainsAnyExcept(Characters)
        && name[0] != '.' && !name.Contains("..", StringComparison.Ordinal);
}
