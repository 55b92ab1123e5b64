using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Selectors;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Validation.Views;

/// <summary>Which names the DNS rules of a pod let it ask for, so that the agent learns their addresses.</summary>
internal sealed class NameCover
{
    // Stands for whatever a star may stand for. Whoever matches it must have a star in its place, for nobody writes it.
    private const string Anything = "f2p0any0name";

    private readonly List<NameMatcher> _matchers;
    private readonly bool _everyName;
    private readonly CiliumVersion _version;

    private NameCover(bool learnsAny, bool everyName, List<NameMatcher> matchers, CiliumVersion version)
    {
        LearnsAny = learnsAny;
        _everyName = everyName;
        _matchers = matchers;
        _version = version;
    }

    /// <summary>Whether there is any DNS rule on port 53.</summary>
    public bool LearnsAny { get; }

    /// <summary>The cover that a union of policies gives.</summary>
    public static NameCover Of(Union union, CiliumVersion version)
    {
        SubjectPort[] ports = [.. union.Egress.SelectMany(item => item.Ports)];
        SubjectPort[] filters = [.. ports.Where(port => port.FiltersNames)];
        bool isVoid = filters.Length > 0 && Array.Exists(ports, port => port.IsDns && !port.FiltersNames);
        List<NameMatcher> matchers = [.. filters.SelectMany(port => port.Rule!.Dns!).Select(name => new NameMatcher(name, version))];
        return new NameCover(filters.Length > 0, isVoid, matchers, version);
    }

    /// <summary>Whether every name that the selector means can be asked for.</summary>
    public bool Covers(FqdnSelector wanted)
    {
        if (_everyName)
        {
            return true;
        }

        string[] examples = [.. Examples(wanted).Select(NameMatcher.Normalise)];
        return _matchers.Exists(matcher => Array.TrueForAll(examples, matcher.Matches));
    }

    private IEnumerable<string> Examples(FqdnSelector wanted)
    {
        if (wanted.MatchName is { } name)
        {
            return [name];
        }

        string pattern = (wanted.MatchPattern ?? "").Trim();
        bool manyLevels = _version >= new CiliumVersion(1, 19);
        if (pattern == "*" || (manyLevels && pattern is "**" or "*."))
        {
            return [Anything, $"{Anything}.{Anything}"];
        }

        bool leads = manyLevels && pattern.StartsWith("**.", StringComparison.Ordinal);
        string body = (leads ? pattern[3..] : pattern).Replace("*", Anything, StringComparison.Ordinal);
        return leads ? [$"{Anything}.{body}", $"{Anything}.{Anything}.{body}"] : [body];
    }
}
