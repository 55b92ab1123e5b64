using System.Security.Cryptography;
using System.Text;

namespace FlowToPolicy.Cli.PolicyFiles;

/// <summary>
/// Turns names from the input into names of files and folders. Names that Kubernetes allows stay as they are; every other name
/// becomes harmless and carries a hash of itself, so that two names never become one, on file systems without case either.
/// </summary>
internal static class FileNames
{
    private const int MaxLength = 200;
    private static readonly string[] DeviceNames =
        ["con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(n => (string[])[$"com{n}", $"lpt{n}"])];

    /// <summary>The name of a file or folder for <paramref name="name"/>.</summary>
    public static string Segment(string name)
    {
        if (IsSafe(name))
        {
            return name;
        }

        var safe = new StringBuilder();
        foreach (char c in name.Length > 60 ? name[..60] : name)
        {
            safe.Append(IsPlain(char.ToLowerInvariant(c)) ? char.ToLowerInvariant(c) : '_');
        }

        // '~' occurs in no safe name, so that no two names can meet.
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        return $"{safe.ToString().Trim('.')}~{Convert.ToHexStringLower(hash.AsSpan(0, 6))}";
    }

    private static bool IsSafe(string name) =>
        name.Length is > 0 and <= MaxLength
        && name.All(IsPlain)
        && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1])
        && !DeviceNames.Contains(name.Split('.')[0], StringComparer.Ordinal);

    private static bool IsPlain(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.' or '_';
}
