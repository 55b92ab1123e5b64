namespace FlowToPolicy.Policies.Evaluation.Requests;

/// <summary>Judges TLS server names by <c>serverNames</c>.</summary>
internal static class ServerNames
{
    private static readonly CiliumVersion SinceWildcards = new(1, 18);

    /// <summary>Whether a name is in the list; no list puts no condition. A connection without a name is in no list.</summary>
    /// <param name="allowed">The names; from 1.18 <c>*.</c> at the beginning stands for one level, <c>**.</c> for one or more.</param>
    /// <param name="name">The name that the client asks for; null when not known.</param>
    /// <param name="version">The version.</param>
    public static Outcome Judge(IReadOnlyCollection<string> allowed, string? name, CiliumVersion version)
    {
        if (allowed.Count == 0)
        {
            return Outcome.Holds;
        }

        return name is null ? Outcome.Unknown("the TLS server name") : Outcome.Of(allowed.Any(pattern => Matches(pattern, name, version)));
    }

    private static bool Matches(string pattern, string name, CiliumVersion version)
    {
        bool manyLevels = pattern.StartsWith("**.", StringComparison.Ordinal);
        if (version < SinceWildcards || (!manyLevels && !pattern.StartsWith("*.", StringComparison.Ordinal)))
        {
            return pattern.Equals(name, StringComparison.OrdinalIgnoreCase);
        }

        ReadOnlySpan<char> suffix = pattern.AsSpan(manyLevels ? 2 : 1);
        if (!name.AsSpan().EndsWith(suffix, StringComparison.OrdinalIgnoreCase) || name.Length == suffix.Length)
        {
            return false;
        }

        return manyLevels || !name.AsSpan(0, name.Length - suffix.Length).Contains('.');
    }
}
