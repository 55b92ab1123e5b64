using System.Globalization;
using System.Text;
using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Aggregates;

/// <summary>
/// The names of the exchange format of sums (docs/store-format.md): JSON lines, a header first, then flat rows that add up. It carries all
/// that a tally holds and what is known of the recording, and what can be left out may be, so that a database can write it with GROUP BY.
/// </summary>
public static class AggregateFormat
{
    /// <summary>The version that is written, in the header's <c>apiVersion</c>.</summary>
    public const string ApiVersion = "flow2policy/v2";

    /// <summary>The versions that are read. The first one has no rows that say something of the recording.</summary>
    internal static readonly string[] Readable = ["flow2policy/v1", ApiVersion];

    /// <summary>The kind, in the header's <c>kind</c>.</summary>
    public const string Kind = "EdgeAggregates";

    /// <summary>How a file of this format begins.</summary>
    public static ReadOnlySpan<byte> Begin => "{\"apiVersion\":\"flow2policy/"u8;

    internal const string Edge = "edge", Pods = "pods", Names = "names", Identity = "identity", Summary = "summary";

    /// <summary>The types of rows that say something of the recording, in the order of <see cref="RecordingRowKind"/>.</summary>
    internal static readonly string[] RecordingTypes = ["recorded", "lost", "received", "restart", "mark"];

    internal static readonly string[][] CountNames =
    [
        [.. Enum.GetNames<Sighting>().Select(name => "client_" + Snake(name))],
        [.. Enum.GetNames<Sighting>().Select(name => "server_" + Snake(name))],
    ];

    internal static readonly Dictionary<string, (Side Side, Sighting Kind)> Counts =
        CountNames.SelectMany((names, side) => names.Select((name, kind) => (name, (Side: (Side)side, Kind: (Sighting)kind)))).ToDictionary(pair => pair.name, pair => pair.Item2, StringComparer.Ordinal);

    internal static readonly Dictionary<string, Protocol> Protocols = Enum.GetValues<Protocol>().ToDictionary(protocol => protocol.Name(), StringComparer.OrdinalIgnoreCase);

    internal static readonly Dictionary<string, PodNameShape> Shapes = Enum.GetValues<PodNameShape>().ToDictionary(shape => Snake(shape.ToString()), StringComparer.Ordinal);

    /// <summary>The header of a file.</summary>
    /// <param name="cluster">The cluster's name; empty when nobody says.</param>
    /// <param name="selection">Which of its flows were recorded, in words; empty for all.</param>
    public static byte[] Header(string cluster, string selection = "")
    {
        using var row = new AggregateRow();
        row.Text("apiVersion", ApiVersion);
        row.Text("kind", Kind);
        row.Text("cluster", cluster);
        row.Text("selection", selection);
        return row.Line();
    }

    /// <summary>Whether content begins like a file of this format, in this or another version.</summary>
    public static bool IsAggregates(ReadOnlySpan<byte> begin) => begin.StartsWith(Begin);

    /// <summary>A name as the format spells it: <c>hubble_ring_buffer</c>.</summary>
    public static string Snake(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            bool begins = i > 0 && char.IsAsciiLetterUpper(name[i]) && (!char.IsAsciiLetterUpper(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1])));
            text.Append(begins ? "_" : "").Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    internal static string Time(long ticks) => new DateTime(ticks, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
