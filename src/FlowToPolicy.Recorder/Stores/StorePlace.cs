using System.Security.Cryptography;
using System.Text;

namespace FlowToPolicy.Recorder.Stores;

/// <summary>Where stores lie when nobody says: one file for each cluster in the user's state directory.</summary>
public static class StorePlace
{
    private const string Extension = ".db";
    private const int MaxName = 80;

    /// <summary>
    /// The folder: <c>$XDG_STATE_HOME/flow2policy</c>, else <c>~/.local/state/flow2policy</c> (XDG Base Directory Specification: a relative
    /// value is ignored); null when no home is known.
    /// </summary>
    public static string? Folder(IReadOnlyDictionary<string, string> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        string? state = environment.GetValueOrDefault("XDG_STATE_HOME") is { Length: > 0 } given && Path.IsPathFullyQualified(given) ? given
            : environment.GetValueOrDefault("HOME") is { Length: > 0 } home ? Path.Combine(home, ".local", "state")
            : environment.GetValueOrDefault("LOCALAPPDATA") is { Length: > 0 } local ? local
            : null;
        return state is null ? null : Path.Combine(state, "flow2policy");
    }

    /// <summary>
    /// The file for a cluster, by the name of its kube context or server. The name comes from elsewhere and makes no path: all but letters,
    /// digits, '.', '_' and '-' is replaced, and a digest keeps apart what then looks alike.
    /// </summary>
    public static string FileFor(string folder, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string safe = new([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-')]);
        safe = safe.Length <= MaxName ? safe.TrimStart('.', '-') : safe[..MaxName].TrimStart('.', '-');
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8];
        return Path.Combine(folder, (safe == name && name.Length > 0 ? safe : $"{safe}-{digest}".TrimStart('-')) + Extension);
    }

    /// <summary>The stores of a folder, sorted; none when there is no such folder.</summary>
    public static IReadOnlyList<string> All(string folder) =>
        Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*" + Extension).Order(StringComparer.Ordinal)] : [];

    /// <summary>Makes the folder, for its owner alone.</summary>
    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
