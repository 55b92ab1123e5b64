using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;
using YamlDotNet.RepresentationModel;
using Transport = FlowToPolicy.Identities.Protocol;

namespace FlowToPolicy.Tests.Policies.Conformance;

/// <summary>Reads a file of conformance cases, YAML or JSON, plain or gzip; the head of cases.yaml explains the keys.</summary>
internal static class ConformanceFile
{
    private static readonly CiliumVersion Judged = new(1, 18);

    /// <summary>Every file of cases in the folder.</summary>
    public static IEnumerable<string> All() => Files().Where(path => !IsOfValidation(path));

    /// <summary>Every file of policies to be validated.</summary>
    public static IEnumerable<string> AllOfValidation() => Files().Where(IsOfValidation);

    private static bool IsOfValidation(string path) => Path.GetFileName(path).Contains("validation", StringComparison.Ordinal);

    private static IEnumerable<string> Files() => Directory
        .EnumerateFiles(Repository.Fixture("conformance"))
        .Where(path => path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".json", StringComparison.Ordinal) || path.EndsWith(".json.gz", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    public static IReadOnlyList<ConformanceCase> Read(string path)
    {
        object root = path.EndsWith(".yaml", StringComparison.Ordinal) ? ReadYaml(path) : ReadJson(path);
        return [.. ((List<object>)root).Select(node => Case((Dictionary<string, object>)node))];
    }

    private static object ReadYaml(string path)
    {
        using StreamReader reader = File.OpenText(path);
        var stream = new YamlStream();
        stream.Load(reader);
        return Plain(stream.Documents[0].RootNode);
    }

    private static object ReadJson(string path)
    {
        using Stream file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var document = JsonDocument.Parse(content);
        return Plain(document.RootElement);
    }

    private static object Plain(YamlNode node) => node switch
    {
        YamlSequenceNode list => list.Children.Select(Plain).ToList(),
        YamlMappingNode map => map.Children.ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair => Plain(pair.Value)),
        _ => ((YamlScalarNode)node).Value!,
    };

    private static object Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.Object => element.EnumerateObject().ToDictionary(property => property.Name, property => Plain(property.Value)),
        JsonValueKind.String => element.GetString()!,
        _ => element.GetRawText(),
    };

    private static ConformanceCase Case(Dictionary<string, object> map)
    {
        var config = map.GetValueOrDefault("config") as Dictionary<string, object> ?? [];
        bool dualStack = config.GetValueOrDefault("dualStack") is "true";
        Dictionary<string, PolicyEnd> ends = ((Dictionary<string, object>)map["endpoints"])
            .ToDictionary(pair => pair.Key, pair => End((Dictionary<string, object>)pair.Value, dualStack));
        var options = new EvaluationOptions
        {
            Version = Version(map),
            PolicyDefaultLocalCluster = config.GetValueOrDefault("policyDefaultLocalCluster") is "true",
            DualStack = dualStack,
            HostFirewall = config.GetValueOrDefault("hostFirewall") is "true",
            NodeSelectorLabels = config.GetValueOrDefault("nodeSelectorLabels") is "true",
            AllowLocalhost = config.GetValueOrDefault("allowLocalhost") is not "policy",
            Enforcement = config.GetValueOrDefault("enforcement") switch
            {
                null or "default" => EnforcementMode.Default,
                "always" => EnforcementMode.Always,
                "never" => EnforcementMode.Never,
                var other => throw new InvalidDataException($"enforcement {other}"),
            },
            ClusterNamedPorts = [.. ends.Values.Select(end => end.NamedPorts!)],
            Services = [],
        };
        return new ConformanceCase(
            (string)map["name"],
            [.. ((List<object>)map["policies"]).Cast<string>()],
            ends,
            [.. ((List<object>)map["checks"]).Select(check => Check((Dictionary<string, object>)check))],
            options,
            map.GetValueOrDefault("expectParse") is "error");
    }

    /// <summary>1.18, unless the case holds for other versions only.</summary>
    private static CiliumVersion Version(Dictionary<string, object> map)
    {
        if (map.GetValueOrDefault("until") is string until && CiliumVersion.Parse(until) < Judged)
        {
            return CiliumVersion.Parse(until);
        }

        return map.GetValueOrDefault("since") is string since && CiliumVersion.Parse(since) > Judged ? CiliumVersion.Parse(since) : Judged;
    }

    private static PolicyEnd End(Dictionary<string, object> map, bool dualStack)
    {
        IReadOnlyList<string> names = map.GetValueOrDefault("fqdns") is List<object> list ? [.. list.Cast<string>()] : [];
        if (map.GetValueOrDefault("ip") is string ip)
        {
            Address address = Address.Parse(ip);
            string world = !dualStack ? "reserved:world" : address.IsV6 ? "reserved:world-ipv6" : "reserved:world-ipv4";
            return new PolicyEnd(LabelSet.Parse(world), address, names) { NamedPorts = [] };
        }

        var ports = map.GetValueOrDefault("namedPorts") as Dictionary<string, object> ?? [];
        // An identity is a map by key: of two labels with one key the engine keeps the later.
        IEnumerable<Label> labels = ((List<object>)map["labels"]).Cast<string>().Select(Label.Parse).GroupBy(label => label.Key).Select(group => group.Last());
        return new PolicyEnd(LabelSet.Of(labels), default, names)
        {
            NamedPorts = [.. ports.Select(pair => Port(pair.Key, (string)pair.Value))],
        };
    }

    private static NamedPort Port(string name, string text)
    {
        string[] parts = text.Split('/');
        return new NamedPort(name, ushort.Parse(parts[0], CultureInfo.InvariantCulture), ProtocolOf(parts[1]));
    }

    private static ConformanceCheck Check(Dictionary<string, object> map) => new(
        (string)map["from"],
        (string)map["to"],
        Enum.Parse<PolicyDirection>((string)map["direction"], ignoreCase: true),
        ushort.Parse((string)map["port"], CultureInfo.InvariantCulture),
        ProtocolOf((string)map["proto"]),
        (string)map["expect"]);

    private static Transport ProtocolOf(string name) => name switch
    {
        "TCP" => Transport.Tcp,
        "UDP" => Transport.Udp,
        "SCTP" => Transport.Sctp,
        "ICMP" => Transport.IcmpV4,
        "ICMPv6" => Transport.IcmpV6,
        _ => throw new InvalidDataException($"protocol {name}"),
    };
}
