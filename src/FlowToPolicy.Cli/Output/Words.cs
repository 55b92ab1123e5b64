using System.Collections.Concurrent;
using System.Globalization;
using FlowToPolicy.Flows;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Cli.Output;

/// <summary>How the model's values are spelled in every output.</summary>
internal static class Words
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    /// <summary>A time in ticks as RFC 3339 in UTC; null when it is not known.</summary>
    public static string? Time(long ticks) => ticks == 0
        ? null
        : new DateTime(ticks, DateTimeKind.Utc).ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>The characters of <see cref="Time(long)"/>, written into <paramref name="text"/>, which has room for 28; none when the time is not known.</summary>
    public static ReadOnlySpan<char> Time(long ticks, Span<char> text)
    {
        int length = 0;
        return ticks != 0 && new DateTime(ticks, DateTimeKind.Utc).TryFormat(text, out length, TimeFormat, CultureInfo.InvariantCulture) ? text[..length] : [];
    }

    /// <summary>A time to the second, for readers; <c>?</c> when it is not known.</summary>
    public static string TimeToSecond(long ticks) => ticks == 0
        ? "?"
        : new DateTime(ticks, DateTimeKind.Utc).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A length of time in the two largest units, e.g. <c>16d 4h</c>.</summary>
    public static string Length(TimeSpan length)
    {
        string text = length.TotalDays >= 1 ? $"{length.Days}d {length.Hours}h"
            : length.TotalHours >= 1 ? $"{length.Hours}h {length.Minutes}m"
            : length.TotalMinutes >= 1 ? $"{length.Minutes}m {length.Seconds}s"
            : $"{length.Seconds}s";
        return text.Replace(" 0h", "", StringComparison.Ordinal).Replace(" 0m", "", StringComparison.Ordinal).Replace(" 0s", "", StringComparison.Ordinal);
    }

    /// <summary>A whole number with thin groups, e.g. <c>12 345</c>.</summary>
    public static string Number(long number) => number.ToString("#,0", Grouping);

    /// <summary>A number with its noun, e.g. <c>1 edge</c>, <c>2 edges</c>.</summary>
    public static string Count(long number, string one, string? many = null) => $"{Number(number)} {(number == 1 ? one : many ?? one + "s")}";

    /// <summary>What became of an edge.</summary>
    public static string Outcome(EdgeOutcome outcome) => outcome switch
    {
        EdgeOutcome.Allowed => "allowed",
        EdgeOutcome.Audited => "audited",
        EdgeOutcome.Denied => "denied",
        EdgeOutcome.ExplicitlyDenied => "explicitly-denied",
        EdgeOutcome.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "An outcome without a word."),
    };

    /// <summary>What is remarkable about an edge, in the order of the enumeration.</summary>
    public static IReadOnlyList<string> Marks(EdgeMarks marks) => MarkWords.GetOrAdd(marks, static all =>
        [.. Enum.GetValues<EdgeMarks>().Where(m => m != EdgeMarks.None && all.HasFlag(m)).Select(m => Kebab(m.ToString()))]);

    /// <summary>What an end is.</summary>
    public static string Kind(EndKind kind) => Kebab(kind.ToString());

    /// <summary>Where events were lost.</summary>
    public static string Lost(LostEventSource source) => Kebab(source.ToString());

    /// <summary>An enumeration's name as words with hyphens: <c>SeenOnce</c> becomes <c>seen-once</c>.</summary>
    public static string Kebab(string name)
    {
        var text = new System.Text.StringBuilder(name.Length + 4);
        foreach (char c in name)
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    // A graph has millions of marks, and few that differ.
    private static readonly ConcurrentDictionary<EdgeMarks, IReadOnlyList<string>> MarkWords = [];

    private static readonly NumberFormatInfo Grouping = new() { NumberGroupSeparator = " " };
}
