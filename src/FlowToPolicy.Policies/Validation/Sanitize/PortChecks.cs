using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Sanitize;

/// <summary>Checks of <c>toPorts</c> (PortRule.sanitize and what comes before it in IngressRule and EgressRule).</summary>
internal static class PortChecks
{
    private const int MostPorts = 40;

    /// <summary>Checks the ports of an item.</summary>
    public static void Check(DirectionItem item, ItemPlace place, FieldPath path, SanitizeLog log)
    {
        for (int i = 0; i < item.ToPorts?.Count; i++)
        {
            FieldPath at = path.Key("toPorts").Item(i);
            PortRule rule = item.ToPorts[i];
            CheckPorts(rule, at, log);
            CheckProxy(rule, place, at, log);
            if (HasRules(rule))
            {
                CheckPlace(rule, place, at, log);
                L7Checks.Check(rule, at.Key("rules"), log);
            }
        }
    }

    /// <summary>Whether there is a rule of layer 7: lists that are empty count for nothing, and so does a parser's name without rules (L7Rules.IsEmpty).</summary>
    private static bool HasRules(PortRule rule) => rule is { Http.Count: > 0 } or { Kafka.Count: > 0 } or { Dns.Count: > 0 } or { L7.Count: > 0 };

    private static void CheckPorts(PortRule rule, FieldPath path, SanitizeLog log)
    {
        log.AddIf(rule.Ports.Count > MostPorts, SanitizeCheck.TooManyPorts, path.Key("ports"), $"more than {MostPorts} ports in one item");
        bool hasRules = HasRules(rule), hasDns = rule.Dns is { Count: > 0 };
        for (int i = 0; i < rule.Ports.Count; i++)
        {
            PortProtocol port = rule.Ports[i];
            FieldPath at = path.Key("ports").Item(i);
            PortNumberChecks.Check(port, at, log);
            log.AddIf(
                hasRules && !hasDns && !"TCP".Equals(port.Protocol, StringComparison.OrdinalIgnoreCase),
                SanitizeCheck.L7NeedsTcp,
                at.Key("protocol"),
                "L7 rules other than DNS need protocol TCP");
            if (!PortNumber.IsName(port.Port) && PortNumber.TryParse(port.Port, out ushort number))
            {
                log.AddIf(hasRules && number == 0, SanitizeCheck.L7OnPortZero, at.Key("port"), "L7 rules cannot stand on port 0");
                log.AddIf(hasDns && port.EndPort > number && log.IsSince(17), SanitizeCheck.DnsOnRange, at.Key("endPort"), "DNS rules cannot stand on a port range");
            }
        }
    }

    private static void CheckProxy(PortRule rule, ItemPlace place, FieldPath path, SanitizeLog log)
    {
        bool hasRules = HasRules(rule);
        log.AddIf(
            rule.ServerNames is { Count: > 0 } && hasRules && rule.TerminatingTls is null,
            SanitizeCheck.ServerNamesWithL7,
            path.Key("serverNames"),
            "serverNames beside L7 rules need terminatingTLS");
        for (int i = 0; i < rule.ServerNames?.Count; i++)
        {
            log.AddIf(rule.ServerNames[i].Length == 0, SanitizeCheck.EmptyServerName, path.Key("serverNames").Item(i), "a server name is empty");
        }

        if (rule.Listener is { } listener)
        {
            FieldPath at = path.Key("listener");
            log.AddIf(place.IsIngress, SanitizeCheck.ListenerOnIngress, at, "a listener is for egress only");
            log.AddIf(hasRules, SanitizeCheck.ListenerWithL7, at, "a listener cannot stand beside L7 rules");
            log.AddIf(
                place.IsClusterwide && listener.ConfigKind == "CiliumEnvoyConfig",
                SanitizeCheck.ListenerOfNamespace,
                at.Key("envoyConfig").Key("kind"),
                "a cluster-wide policy has no namespace for a CiliumEnvoyConfig; name a CiliumClusterwideEnvoyConfig");
        }
    }

    private static void CheckPlace(PortRule rule, ItemPlace place, FieldPath path, SanitizeLog log)
    {
        FieldPath at = path.Key("rules");
        bool hasDns = rule.Dns is { Count: > 0 };
        log.AddIf(!log.Options.L7Proxy, SanitizeCheck.L7ProxyOff, at, "L7 rules need the agent option enable-l7-proxy");
        log.AddIf(hasDns && place.IsIngress, SanitizeCheck.DnsOnIngress, at.Key("dns"), "DNS rules are for egress only");
        log.AddIf(rule.Dns is not null && rule.Ports.Count == 0, SanitizeCheck.DnsWithoutPorts, path.Key("ports"), "DNS rules need ports");
        bool isHeldByNodes = !place.IsIngress && rule is not ({ Http.Count: > 0 } or { Kafka.Count: > 0 });
        log.AddIf(place.IsNodePolicy && !isHeldByNodes, SanitizeCheck.L7OnNodes, at, "L7 rules other than DNS on egress are not possible for nodes");
    }
}
