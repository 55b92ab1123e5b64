namespace FlowToPolicy.Tests.Policies.Conformance;

/// <summary>The keys that a case may have.</summary>
internal static class ConformanceKeys
{
    private static readonly string[] OfCase = ["name", "policies", "endpoints", "checks", "proof", "note", "since", "until", "config", "expectParse"];

    private static readonly string[] OfConfig = ["allowLocalhost", "hostFirewall", "dualStack", "enforcement", "policyDefaultLocalCluster", "nodeSelectorLabels"];

    private static readonly string[] OfEndpoint = ["labels", "ip", "fqdns", "namedPorts"];

    private static readonly string[] OfCheck = ["from", "to", "direction", "port", "proto", "expect", "l7", "note", "proof"];

    /// <summary>The keys of a case that are none of these.</summary>
    public static IEnumerable<string> Unknown(
        Dictionary<string, object> item,
        Dictionary<string, object> config,
        Dictionary<string, object> endpoints,
        List<object> checks) =>
    [
        .. item.Keys.Except(OfCase),
        .. config.Keys.Except(OfConfig).Select(key => $"config.{key}"),
        .. endpoints.SelectMany(pair => ((Dictionary<string, object>)pair.Value).Keys.Except(OfEndpoint).Select(key => $"endpoints.{pair.Key}.{key}")),
        .. checks.SelectMany((check, index) => ((Dictionary<string, object>)check).Keys.Except(OfCheck).Select(key => $"checks[{index}].{key}")),
    ];
}
