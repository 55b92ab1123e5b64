using System.Globalization;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Yaml;

/// <summary>How a rule of a Cilium policy lies in YAML.</summary>
internal static class RuleShape
{
    /// <summary>The content of <c>spec</c>.</summary>
    public static YamlMap Of(Rule rule) => new YamlMap()
        .Add("description", rule.Description)
        .Add("endpointSelector", rule.EndpointSelector is { } pods ? Selector(pods) : null)
        .Add("nodeSelector", rule.NodeSelector is { } nodes ? Selector(nodes) : null)
        .Add("enableDefaultDeny", DefaultDeny(rule))
        .Add("ingress", Items(rule.Ingress, "from"))
        .Add("ingressDeny", Items(rule.IngressDeny, "from"))
        .Add("egress", Items(rule.Egress, "to"))
        .Add("egressDeny", Items(rule.EgressDeny, "to"))
        .Add("labels", rule.Labels.Count == 0 ? null : YamlList.Of(rule.Labels, Label))
        .Add("log", rule.LogValue is { } value ? new YamlMap().Add("value", value) : null);

    /// <summary>A label selector; <c>{}</c> when it is empty.</summary>
    public static YamlMap Selector(LabelSelector selector) => new YamlMap()
        .Add("matchLabels", selector.MatchLabels.Count == 0 ? null : Map(selector.MatchLabels))
        .Add("matchExpressions", selector.MatchExpressions.Count == 0 ? null : YamlList.Of(selector.MatchExpressions, Expression));

    /// <summary>A map of strings in the given order.</summary>
    public static YamlMap Map(IEnumerable<KeyValuePair<string, string>> entries)
    {
        var map = new YamlMap();
        foreach ((string key, string value) in entries)
        {
            map.Add(key, value);
        }

        return map;
    }

    /// <summary>A whole number; null for null.</summary>
    public static YamlLiteral? Number(int? value) =>
        value is { } number ? new YamlLiteral(number.ToString(CultureInfo.InvariantCulture)) : null;

    private static YamlMap Expression(SelectorExpression expression) => new YamlMap()
        .Add("key", expression.Key)
        .Add("operator", expression.Operator.ToString())
        .Add("values", expression.Values.Count == 0 ? null : YamlList.Of(expression.Values));

    private static YamlMap? DefaultDeny(Rule rule) => rule.DefaultDenyIngress is null && rule.DefaultDenyEgress is null
        ? null
        : new YamlMap().Add("ingress", Flag(rule.DefaultDenyIngress)).Add("egress", Flag(rule.DefaultDenyEgress));

    private static YamlLiteral? Flag(bool? value) => value is { } flag ? new YamlLiteral(flag ? "true" : "false") : null;

    private static YamlMap Label(RuleLabel label) => new YamlMap()
        .Add("key", label.Key)
        .Add("value", label.Value.Length == 0 ? null : label.Value)
        .Add("source", label.Source.Length == 0 ? null : label.Source);

    private static YamlList? Items(IReadOnlyList<DirectionItem>? items, string side) =>
        YamlList.Of(items, item => Item(item, side), item => item.Comments);

    /// <summary>One item of <c>ingress</c> (<paramref name="side"/> <c>from</c>) or <c>egress</c> (<c>to</c>).</summary>
    public static YamlMap Item(DirectionItem item, string side) => new YamlMap()
        .Add(side + "Endpoints", YamlList.Of(item.Endpoints, Selector))
        .Add(side + "Entities", YamlList.Of(item.Entities))
        .Add(side + "CIDR", YamlList.Of(item.Cidrs))
        .Add(side + "CIDRSet", YamlList.Of(item.CidrSets, CidrSet))
        .Add(side + "FQDNs", YamlList.Of(item.Fqdns, PortShape.Fqdn))
        .Add(side + "Nodes", YamlList.Of(item.Nodes, Selector))
        .Add(side + "Services", YamlList.Of(item.Services, Service))
        .Add(side + "Groups", YamlList.Of(item.Groups, Group))
        .Add(side + "Requires", YamlList.Of(item.Requires, Selector))
        .Add("toPorts", YamlList.Of(item.ToPorts, PortShape.Of))
        .Add("icmps", YamlList.Of(item.IcmpEntries, Icmps))
        .Add("authentication", item.AuthenticationMode is { } mode ? new YamlMap().Add("mode", mode) : null);

    private static YamlMap Icmps(IReadOnlyList<IcmpField> fields) =>
        new YamlMap().Add("fields", fields.Count == 0 ? null : YamlList.Of(fields, PortShape.Icmp, field => field.Comments));

    private static YamlMap CidrSet(CidrSetItem item) => new YamlMap()
        .Add("cidr", item.Cidr.Length == 0 ? null : item.Cidr)
        .Add("cidrGroupRef", item.GroupName)
        .Add("cidrGroupSelector", item.GroupSelector is { } selector ? Selector(selector) : null)
        .Add("except", item.Except.Count == 0 ? null : YamlList.Of(item.Except));

    private static YamlMap Service(ServiceSelector service)
    {
        string? space = service.Namespace.Length == 0 ? null : service.Namespace;
        return service.Selector is { } selector
            ? new YamlMap().Add("k8sServiceSelector", new YamlMap().Add("selector", Selector(selector)).Add("namespace", space))
            : new YamlMap().Add("k8sService", new YamlMap().Add("serviceName", service.Name).Add("namespace", space));
    }

    private static YamlMap Group(CloudGroup group) => new YamlMap().Add("aws", new YamlMap()
        .Add("labels", group.Labels.Count == 0 ? null : Map(group.Labels.OrderBy(label => label.Key, StringComparer.Ordinal)))
        .Add("securityGroupsIds", group.SecurityGroupIds.Count == 0 ? null : YamlList.Of(group.SecurityGroupIds))
        .Add("securityGroupsNames", group.SecurityGroupNames.Count == 0 ? null : YamlList.Of(group.SecurityGroupNames))
        .Add("region", group.Region.Length == 0 ? null : group.Region));
}
