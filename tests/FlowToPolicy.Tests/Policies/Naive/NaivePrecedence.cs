using FlowToPolicy.Policies;

namespace FlowToPolicy.Tests.Policies.Naive;

/// <summary>
/// What the datapath finds for one connection: whether the peer is named (or the key is for everybody), how exact the port is,
/// whether it goes to a proxy, and the authentication that was written (null: none was).
/// </summary>
internal sealed record NaiveKey(bool NamesPeer, int Exactness, bool Redirects, int? Authentication)
{
    public NaiveKey Merge(NaiveKey other) => this with
    {
        Redirects = Redirects || other.Redirects,
        Authentication = Authentication is { } own && other.Authentication is { } theirs ? Math.Max(own, theirs) : Authentication ?? other.Authentication,
    };
}

/// <summary>Chooses among the keys that hit a connection (parts 2.3 and 2.7).</summary>
internal static class NaivePrecedence
{
    private const int NoAuthentication = 0;

    public static int Strength(string mode) => mode switch
    {
        "disabled" => NoAuthentication,
        "required" => 1,
        "test-always-fail" => 2,
        _ => throw new ArgumentException(mode),
    };

    /// <summary>Before 1.17 only the redirect is decided otherwise: for the modes the order in which the agent met the rules counted, so they are judged as in 1.18.</summary>
    public static (bool Redirects, bool NeedsAuthentication) Decide(IReadOnlyList<NaiveKey> keys, CiliumVersion version)
    {
        (bool redirects, int authentication) = Newer(keys);
        return (version < new CiliumVersion(1, 17) ? Older(keys).Redirects : redirects, authentication != NoAuthentication);
    }

    /// <summary>"Up to 1.16 the more specific key: identity+port, then port, then identity+protocol, ..."</summary>
    private static NaiveKey Older(IReadOnlyList<NaiveKey> keys) =>
        keys.OrderByDescending(Class).ThenByDescending(key => key.NamesPeer).ThenByDescending(key => key.Exactness).First();

    /// <summary>Ports, a protocol, or everything; a range is a port here.</summary>
    private static int Class(NaiveKey key) => key.Exactness > 8 ? 2 : key.Exactness == 8 ? 1 : 0;

    /// <summary>"From 1.17 redirect beats plain allow, then longer L4 match, then L3."</summary>
    private static (bool Redirects, int Authentication) Newer(IReadOnlyList<NaiveKey> keys)
    {
        NaiveKey[] found = [.. new[] { Found(keys.Where(key => key.NamesPeer)), Found(keys.Where(key => !key.NamesPeer)) }.OfType<NaiveKey>()];
        NaiveKey chosen = found.OrderByDescending(key => key.Redirects).ThenByDescending(key => key.Exactness).ThenByDescending(key => key.NamesPeer).First();

        // Where the chosen key has no mode of its own, the stronger of both counts, unless only one of them redirects.
        bool written = keys.Any(key => key.NamesPeer == chosen.NamesPeer && key.Exactness == chosen.Exactness && key.Authentication is not null);
        int authentication = written ? chosen.Authentication!.Value : found.Where(key => key.Redirects == chosen.Redirects).Max(key => key.Authentication ?? NoAuthentication);
        return (chosen.Redirects, authentication);
    }

    /// <summary>
    /// The most exact key that no redirect covers, with the mode of the most exact one that has a mode. A covered key that has a mode stays and redirects too.
    /// </summary>
    private static NaiveKey? Found(IEnumerable<NaiveKey> keys)
    {
        NaiveKey[] exactFirst = [.. keys.OrderByDescending(key => key.Exactness)];
        NaiveKey[] alive =
        [
            .. exactFirst.Select(key => (Key: key, Covered: exactFirst.Any(other => other.Redirects && other.Exactness <= key.Exactness)))
                .Where(pair => pair.Key.Redirects || !pair.Covered || pair.Key.Authentication is not null)
                .Select(pair => pair.Key with { Redirects = pair.Key.Redirects || pair.Covered }),
        ];
        return alive.Length == 0 ? null : alive[0] with { Authentication = alive.FirstOrDefault(key => key.Authentication is not null)?.Authentication };
    }
}
