using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Tests.Policies.Conformance;

/// <summary>Reads the agent that a case asks for.</summary>
internal static class ConformanceOptions
{
    private static readonly CiliumVersion Judged = new(1, 18);

    // The random files hold rules without any item, which 1.17 took (without effect) and 1.18 refuses.
    private static readonly CiliumVersion Lenient = new(1, 17);

    /// <summary>The options that the case names; the rest as the head of cases.yaml says.</summary>
    public static EvaluationOptions Read(Dictionary<string, object> map, Dictionary<string, object> config, bool dualStack) => new()
    {
        Version = Version(map),
        PolicyDefaultLocalCluster = Flag(config, "policyDefaultLocalCluster") ?? false,
        DualStack = dualStack,
        HostFirewall = Flag(config, "hostFirewall") ?? false,
        NodeSelectorLabels = Flag(config, "nodeSelectorLabels") ?? false,
        AllowLocalhost = config.GetValueOrDefault("allowLocalhost") switch
        {
            null or "auto" or "always" or "true" => true,
            "policy" or "false" => false,
            var other => throw new InvalidDataException($"allowLocalhost {other}"),
        },
        Enforcement = config.GetValueOrDefault("enforcement") switch
        {
            null or "default" => EnforcementMode.Default,
            "always" => EnforcementMode.Always,
            "never" => EnforcementMode.Never,
            var other => throw new InvalidDataException($"enforcement {other}"),
        },
        Services = [],
    };

    /// <summary>The version whose agent reads the policies: that of the case where it names one.</summary>
    public static CiliumVersion Accepting(Dictionary<string, object> map, bool mustBeRejected)
    {
        bool names = map.ContainsKey("until") || (map.GetValueOrDefault("since") is string since && CiliumVersion.Parse(since) >= Judged);
        return names || mustBeRejected ? Version(map) : Lenient;
    }

    /// <summary>True or false; null when the key is not there.</summary>
    public static bool? Flag(Dictionary<string, object> config, string key) => config.GetValueOrDefault(key) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var other => throw new InvalidDataException($"{key} {other}"),
    };

    /// <summary>1.18, unless the case holds for other versions only.</summary>
    private static CiliumVersion Version(Dictionary<string, object> map)
    {
        if (map.GetValueOrDefault("until") is string until && CiliumVersion.Parse(until) < Judged)
        {
            return CiliumVersion.Parse(until);
        }

        return map.GetValueOrDefault("since") is string since && CiliumVersion.Parse(since) > Judged ? CiliumVersion.Parse(since) : Judged;
    }
}
