using System.CommandLine;
using System.Globalization;

namespace FlowToPolicy.Cli.Arguments;

/// <summary>Which part of the relay's flows is read: <c>--follow</c>, <c>--last</c>, <c>--first</c>, <c>--pod</c>.</summary>
internal sealed class StreamOptions : OptionGroup
{
    private readonly Option<bool> _follow;
    private readonly Option<long> _last;
    private readonly Option<long> _first;
    private readonly Option<string[]> _pods;

    /// <summary>The options.</summary>
    public StreamOptions()
    {
        _follow = Switch("--follow", "Record into the store until Ctrl-C; then what the store holds is analysed (SIGTERM ends it without).", "-f");
        _last = Parsed<long>("--last", "N", "The newest N flows of each node.", TryCount, "a number from 1");
        _first = Parsed<long>("--first", "N", "The oldest N flows of each node.", TryCount, "a number from 1");
        _pods = List("--pod", "[NAMESPACE/]PREFIX", "Only flows with such a pod as an end, and policies for its workload only; as in hubble.");
    }

    /// <summary>The values.</summary>
    public StreamSettings Read(ParseResult result) => new(
        result.GetValue(_follow), result.GetValue(_last), result.GetValue(_first), result.GetValue(_pods) ?? []);

    private static bool TryCount(string text, out long count) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0;
}

/// <summary>Which part of the relay's flows is read.</summary>
/// <param name="Follow">Go on with new flows.</param>
/// <param name="Last">The newest so many of each node; 0 for all.</param>
/// <param name="First">The oldest so many of each node; 0 for all.</param>
/// <param name="Pods">Pods as hubble's <c>--pod</c> takes them; none means all.</param>
internal sealed record StreamSettings(bool Follow, long Last, long First, IReadOnlyList<string> Pods);
