using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowToPolicy.Recorder.Diagnosis.Relays.Checks;

/// <summary>Whether relay and agents are new enough, and of one version.</summary>
public sealed partial class Versions : RelayCheck
{
    /// <summary>The first version whose flows have uuids.</summary>
    private static readonly (int, int) Least = (1, 14);

    /// <inheritdoc/>
    public override string Name => "versions";

    /// <inheritdoc/>
    public override CheckResult? Examine(RelayFindings findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (findings.Status is not { } status)
        {
            return null;
        }

        string server = Of(status.Version) is { } known ? Text(known) : "of no known version";
        ILookup<(int Major, int Minor), string> nodes = findings.AllNodes.Where(n => Of(n.Version) is not null).ToLookup(n => Of(n.Version)!.Value, n => n.Name);
        string[] old = [.. nodes.Where(n => n.Key.CompareTo(Least) < 0).SelectMany(n => n).Order(StringComparer.Ordinal)];
        string spread = string.Join("; ", nodes.OrderBy(n => n.Key).Select(n => $"{Text(n.Key)} on {List([.. n.Order(StringComparer.Ordinal)])}"));
        return old.Length > 0 || Of(status.Version) is { } version && version.CompareTo(Least) < 0
            ? Warning($"older than 1.14: {(old.Length > 0 ? List(old) : "the relay")}; flows have no uuid there, and repeated ones are recognised by their fields only", "update Cilium to a version that is still maintained")
            : nodes.Count > 1 ? Warning($"the agents differ: {spread}", "finish the update of Cilium: agents of different versions report different fields")
            : Ok($"relay {server}{(nodes.Count == 1 ? $", agents {Text(nodes.Single().Key)}" : "")}");
    }

    private static (int Major, int Minor)? Of(string version) => MajorAndMinor().Match(version) is { Success: true } match
        && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int major)
        && int.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int minor) ? (major, minor) : null;

    private static string Text((int Major, int Minor) version) => string.Create(CultureInfo.InvariantCulture, $"{version.Major}.{version.Minor}");

    [GeneratedRegex("([0-9]+)[.]([0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex MajorAndMinor();
}
