using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using YamlDotNet.RepresentationModel;
using Transport = FlowToPolicy.Identities.Protocol;

namespace FlowToPolicy.Tests.Policies.Conformance;

/// <summary>Reads a file of conformance cases, YAML or JSON, plain or gzip; the head of cases.yaml explains the keys.</summary>
internal static class ConformanceFile
{
    /// <summary>Every file of cases in the folder.</summary>
    public static IEnumerable<string> All() => Files().Where(path => !IsOfValidation(path));

    /// <summary>Every file of policies to be validated.</summary>
    public static IEnumerable<string> AllOfValidation() => Files().Where(IsOfValidation);

    private static bool IsOfValidation(string path) => Path.GetFileName(path).Contains("validation", StringComparison.OrdinalIgnoreCase);

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
        if (stream.Documents.Count != 1)
        {
            throw new InvalidDataException($"{path} holds {stream.Documents.Count} documents, not one list of cases");
        }

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
        string name = map.GetValueOrDefault("name") as string ?? throw new InvalidDataException("a case has no name");
        try
        {
            return Case(name, map);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidCastException or KeyNotFoundException or FormatException or OverflowException or ArgumentException)
        {
            throw new InvalidDataException($"{name} cannot be read: {exception.Message}", exception);
        }
    }

    private static ConformanceCase Case(string name, Dictionary<string, object> map)
    {
        bool mustBeRejected = map.GetValueOrDefault("expectParse") switch
        {
            null or "ok" => false,
            "error" => true,
            var other => throw new InvalidDataException($"expectParse {other}"),
        };
        var config = map.GetValueOrDefault("config") as Dictionary<string, object> ?? [];
        bool dualStack = ConformanceOptions.Flag(config, "dualStack") ?? false;

        // A policy that is refused needs no ends.
        var endpoints = (Dictionary<string, object>)(mustBeRejected ? map.GetValueOrDefault("endpoints", new Dictionary<string, object>()) : map["endpoints"]);
        var checks = (List<object>)(mustBeRejected ? map.GetValueOrDefault("checks", new List<object>()) : map["checks"]);
        Dictionary<string, PolicyEnd> ends = endpoints.ToDictionary(pair => pair.Key, pair => End((Dictionary<string, object>)pair.Value, dualStack));
        return new ConformanceCase(
            name,
            [.. ((List<object>)map["policies"]).Cast<string>()],
            ends,
            [.. checks.Select(check => Check((Dictionary<string, object>)check))],
            ConformanceOptions.Read(map, config, dualStack) with { ClusterNamedPorts = [.. ends.Values.Select(end => end.NamedPorts!)] },
            mustBeRejected)
        {
            Accepting = ConformanceOptions.Accepting(map, mustBeRejected),
            UnknownKeys = [.. ConformanceKeys.Unknown(map, config, endpoints, checks)],
            ProxyRemarks = checks.Count(check => ((Dictionary<string, object>)check).ContainsKey("l7")),
        };
    }

    private static PolicyEnd End(Dictionary<string, object> map, bool dualStack)
    {
        IReadOnlyList<string> names = map.GetValueOrDefault("fqdns") is List<object> list ? [.. list.Cast<string>()] : [];
        var ports = map.GetValueOrDefault("namedPorts") as Dictionary<string, object> ?? [];
        Address address = map.GetValueOrDefault("ip") is string ip ? Address.Parse(ip) : default;
        string world = !dualStack ? "reserved:world" : address.IsV6 ? "reserved:world-ipv6" : "reserved:world-ipv4";
        List<object> labels = map.ContainsKey("labels") || address.IsNone ? (List<object>)map["labels"] : [world];

        // An identity is a map by key: of two labels with one key the engine keeps the later.
        IEnumerable<Label> kept = labels.Cast<string>().Select(Label.Parse).GroupBy(label => label.Key).Select(group => group.Last());
        return new PolicyEnd(LabelSet.Of(kept), address, names)
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
