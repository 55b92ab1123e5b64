using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Validation;

/// <summary>Checks of the ports, ICMP types and L7 rules of an item.</summary>
internal static class PortChecks
{
    private const int MostEntries = 40;

    /// <summary>What is wrong with them.</summary>
    public static IEnumerable<string> Of(DirectionItem item, ItemKind kind, EvaluationOptions options)
    {
        if (item.Icmps is { } fields)
        {
            if (item.ToPorts is { Count: > 0 })
            {
                yield return "icmps and toPorts cannot stand in one item";
            }

            if (fields.Count > MostEntries)
            {
                yield return $"more than {MostEntries} ICMP types";
            }

            foreach (IcmpField field in fields.Where(field => !IcmpTypes.TryParse(field.Family, field.Type, out _, out _)))
            {
                yield return $"'{field.Type}' is no ICMP type of family '{field.Family}'";
            }
        }

        foreach (PortRule rule in item.ToPorts ?? [])
        {
            foreach (string message in OfPorts(rule).Concat(OfRules(rule, kind)).Concat(OfProxy(rule, kind, options)).Concat(L7Checks.Of(rule)))
            {
                yield return message;
            }
        }
    }

    private static IEnumerable<string> OfPorts(PortRule rule)
    {
        if (rule.Ports.Count > MostEntries)
        {
            yield return $"more than {MostEntries} ports in one item";
        }

        foreach (PortProtocol port in rule.Ports)
        {
            if (PortCompiler.Compile(port).Doubt is { } doubt)
            {
                yield return doubt.Reason;
            }
        }
    }

    private static IEnumerable<string> OfRules(PortRule rule, ItemKind kind)
    {
        int kinds = Count(rule.Http) + Count(rule.Kafka) + Count(rule.Dns) + (string.IsNullOrEmpty(rule.L7Protocol) ? 0 : 1);
        if (kinds > 1)
        {
            yield return "rules can be of one kind only";
        }

        if (rule.L7 is { Count: > 0 } && string.IsNullOrEmpty(rule.L7Protocol))
        {
            yield return "l7 needs l7proto";
        }

        bool dns = rule.Dns is { Count: > 0 };
        bool other = kinds > 0 && !dns;
        if (dns && kind.IsIngress)
        {
            yield return "DNS rules are for egress only";
        }

        if (dns && rule.Ports.Count == 0)
        {
            yield return "DNS rules need ports";
        }

        if (kinds > 0 && kind.IsNodePolicy && (kind.IsIngress || other))
        {
            yield return "L7 rules other than DNS on egress are not possible for nodes";
        }

        if (other && rule.Ports.Any(port => !"TCP".Equals(port.Protocol, StringComparison.OrdinalIgnoreCase)))
        {
            yield return "L7 rules other than DNS need protocol TCP";
        }

        if (kinds > 0 && rule.Ports.Any(port => PortCompiler.Compile(port) is { Name: null, First: 0, Doubt: null }))
        {
            yield return "L7 rules cannot stand on port 0";
        }
    }

    private static IEnumerable<string> OfProxy(PortRule rule, ItemKind kind, EvaluationOptions options)
    {
        bool hasRules = Count(rule.Http) + Count(rule.Kafka) + Count(rule.Dns) > 0 || !string.IsNullOrEmpty(rule.L7Protocol);
        if (rule.ServerNames is { Count: > 0 } names)
        {
            if (hasRules && rule.TerminatingTls is null)
            {
                yield return "serverNames beside L7 rules need terminatingTLS";
            }

            if (names.Contains(""))
            {
                yield return "a server name is empty";
            }
        }

        if (rule.Listener is not null && (kind.IsIngress || hasRules))
        {
            yield return "a listener is for egress only, without L7 rules";
        }

        bool rangesRefused = options.Version >= new CiliumVersion(1, 17);
        if (rangesRefused && rule.Dns is { Count: > 0 } && rule.Ports.Any(port => PortCompiler.Compile(port) is { Name: null } spec && spec.Last > spec.First && spec.First > 0))
        {
            yield return "DNS rules cannot stand on a port range";
        }
    }

    private static int Count<T>(IReadOnlyList<T>? list) => list is { Count: > 0 } ? 1 : 0;
}
