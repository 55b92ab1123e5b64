using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Tests.Policies.Naive;

/// <summary>Part 2.5 and 2.7: rules that Cilium cannot merge, so that the endpoint's whole policy fails.</summary>
internal static class NaiveConflicts
{
    public static bool Among(IReadOnlyList<NaiveEntry> allows) => allows.GroupBy(entry => entry.Port.Key).Any(port =>
        ParsersConflict(port) || port.GroupBy(entry => entry.Peer.Text).Any(peer => AuthenticationConflicts(peer) || ListenersConflict(peer) || ServerNamesConflict(peer)));

    /// <summary>"HTTP + Kafka, same port." A TLS rule can become any of them but DNS and a listener's.</summary>
    private static bool ParsersConflict(IEnumerable<NaiveEntry> port)
    {
        string[] parsers = [.. port.Select(NaiveProxy.Parser).OfType<string>().Distinct()];
        string[] others = [.. parsers.Where(parser => parser != NaiveProxy.Tls)];
        return others.Length > 1 || (parsers.Length > others.Length && others is [NaiveProxy.Dns or NaiveProxy.Listener]);
    }

    /// <summary>"Two different modes on the same peer/port = resolve error."</summary>
    private static bool AuthenticationConflicts(IEnumerable<NaiveEntry> peer) => peer.Select(entry => entry.Authentication).OfType<string>().Distinct().Count() > 1;

    /// <summary>Two listeners of one priority; none counts as a priority of its own.</summary>
    private static bool ListenersConflict(IEnumerable<NaiveEntry> peer) =>
        peer.Select(entry => entry.Rule?.Listener).OfType<EnvoyListener>().GroupBy(listener => listener.Priority).Any(group => group.Distinct().Count() > 1);

    /// <summary>L7 rules beside server names need TLS to be terminated.</summary>
    private static bool ServerNamesConflict(IEnumerable<NaiveEntry> peer) =>
        peer.Any(entry => entry.Rule?.ServerNames is { Count: > 0 }) && peer.Any(entry => NaiveProxy.HasRules(entry.Rule)) && !peer.Any(entry => entry.Rule?.TerminatingTls is not null);
}
