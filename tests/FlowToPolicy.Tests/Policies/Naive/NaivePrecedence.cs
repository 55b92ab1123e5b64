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
    public const int NoAuthentication = 0;

    public static int Strength(string mode) => mode switch
    {
        "disabled" => NoAuthentication,
        "required" => 1,
        "test-always-fail" => 2,
        _ => throw new ArgumentException(mode),
    };

    public static (bool Redirects, bool NeedsAuthentication) Decide(IReadOnlyList<NaiveKey> keys, CiliumVersion version)
    {
        (bool redirects, int authentication) = version >= new CiliumVersion(1, 17) ? Newer(keys) : Older(keys);
        return (redirects, authentication != NoAuthentication);
    }

    /// <summary>"Up to 1.16 the more specific key: identity+port, then port, then identity+protocol, ..."</summary>
    private static (bool Redirects, int Authentication) Older(IReadOnlyList<NaiveKey> keys)
    {
        NaiveKey chosen = keys.OrderByDescending(Class).ThenByDescending(key => key.NamesPeer).ThenByDescending(key => key.Exactness).First();
        if (chosen.Authentication is { } written)
        {
            return (chosen.Redirects, written);
        }

        // Without a mode of its own a key takes that of the most specific broader one: a named peer counts more than a port.
        IEnumerable<NaiveKey> broader = keys.Where(key => key != chosen && key.Authentication is not null);
        NaiveKey? covering = broader.Where(key => chosen.NamesPeer || !key.NamesPeer)
            .OrderByDescending(key => key.NamesPeer)
            .ThenByDescending(key => key.Exactness)
            .FirstOrDefault();

        // A peer's mode for all ports or a protocol also holds for a port that is open to everybody.
        covering ??= broader.Where(key => chosen.Exactness > 8 && key.Exactness <= 8).OrderByDescending(key => key.Exactness).FirstOrDefault();
        return (chosen.Redirects, covering?.Authentication ?? NoAuthentication);
    }

    /// <summary>Ports, a protocol, or everything; a range is a port here.</summary>
    private static int Class(NaiveKey key) => key.Exactness > 8 ? 2 : key.Exactness == 8 ? 1 : 0;

    /// <summary>"From 1.17 redirect beats plain allow, then longer L4 match, then L3."</summary>
    private static (bool Redirects, int Authentication) Newer(IReadOnlyList<NaiveKey> keys)
    {
        NaiveKey[] found = [.. new[] { Found(keys.Where(key => key.NamesPeer)), Found(keys.Where(key => !key.NamesPeer)) }.OfType<NaiveKey>()];
        NaiveKey chosen = found.OrderByDescending(key => key.Redirects).ThenByDescending(key => key.Exactness).ThenByDescending(key => key.NamesPeer).First();

        // Where the chosen key has no mode of its own, the stronger of both counts.
        bool written = keys.Any(key => key.NamesPeer == chosen.NamesPeer && key.Exactness == chosen.Exactness && key.Authentication is not null);
        return (chosen.Redirects, written ? chosen.Authentication!.Value : found.Max(key => key.Authentication ?? NoAuthentication));
    }

    /// <summary>The most exact key that no redirect covers, with the mode of the most exact one that has a mode.</summary>
    private static NaiveKey? Found(IEnumerable<NaiveKey> keys)
    {
        NaiveKey[] exactFirst = [.. keys.OrderByDescending(key => key.Exactness)];
        NaiveKey[] alive = [.. exactFirst.Where(key => key.Redirects || !exactFirst.Any(other => other.Redirects && other.Exactness <= key.Exactness))];
        return alive.Length == 0 ? null : alive[0] with { Authentication = alive.FirstOrDefault(key => key.Authentication is not null)?.Authentication };
    }
}
