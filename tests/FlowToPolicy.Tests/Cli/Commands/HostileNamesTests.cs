using System.Text.Json;
using FlowToPolicy.Cli;

namespace FlowToPolicy.Tests.Cli.Commands;

public sealed class HostileNamesTests : IDisposable
{
    private static readonly string[] Names =
    [
        "../../../tmp/evil", "..", "a/b", "[red]x[/]", "x\u001b[31m\u001b]0;title\u0007", "\u202ereversed", "new\nline", "next\u0085\u2028line", "=1+1", "{{ .Values }}",
        "# comment", "a: b", "\"quoted\"", "'; reboot; '", "CON", "Web", "web",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("f2p-").FullName;

    public static TheoryData<string, bool> Outputs
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (string output in (string[])["graph -o table", "graph -o csv", "graph -o dot", "graph -o mermaid", "graph -o json", "analyze", "analyze -o json", "analyze --verbose", "propose", "propose -o json"])
            {
                data.Add(output, true);
                data.Add(output, false);
            }

            return data;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Outputs))]
    public async Task Nothing_of_the_input_steers_the_terminal(string command, bool isTerminal)
    {
        using var host = new TestHost { Input = Log(), IsTerminal = isTerminal, Width = 100 };
        int code = await CommandLine.RunAsync([.. command.Split(' '), "-"], host.Host);
        Assert.True(code == ExitCode.Done, host.Error);
        AssertHarmless(host.Out);
        AssertHarmless(host.Error.Replace("\r", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_file_leaves_the_folder_and_no_two_names_share_a_file()
    {
        using var host = new TestHost { Input = Log() };
        string policies = Path.Combine(_folder, "below", "policies");
        int code = await CommandLine.RunAsync(["propose", "-", "--isolate", "all", "--output-dir", policies], host.Host);
        Assert.True(code == ExitCode.Done, host.Error);
        string[] files = [.. Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(policies, f))];
        Assert.DoesNotContain(files, f => f.StartsWith("..", StringComparison.Ordinal));
        string[] yaml = [.. files.Where(f => f.EndsWith(".yaml", StringComparison.Ordinal))];
        Assert.NotEmpty(yaml);
        Assert.Equal(yaml.Length, yaml.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        using JsonDocument locked = JsonDocument.Parse(File.ReadAllText(Path.Combine(policies, "flow2policy.lock.json")));
        Assert.Equal(yaml.Length, locked.RootElement.GetProperty("files").GetArrayLength());
    }

    private static void AssertHarmless(string text)
    {
        Assert.NotNull(text);
        foreach (char c in text)
        {
            Assert.False(char.IsControl(c) && c is not '\n' and not '\r', $"U+{(int)c:X4} in {text}");
            Assert.False(c is (>= '\u200b' and <= '\u200f') or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069'), $"U+{(int)c:X4} in {text}");
        }
    }

    /// <summary>Every hostile name as a namespace, as a workload and as a label value, each calling a harmless server.</summary>
    private static byte[] Log()
    {
        var lines = new List<string>();
        foreach (string name in Names)
        {
            lines.Add(Line("shop", name, "pod" + lines.Count, lines.Count));
            lines.Add(Line("labels", "web", name, lines.Count));
            lines.Add(Line(name, "web", "web", lines.Count));
        }

        return TestHost.Lines([.. lines]);
    }

    private static string Line(string ns, string workload, string label, int number) => JsonSerializer.Serialize(new
    {
        flow = new
        {
            time = "2026-03-01T10:00:00Z",
            verdict = "FORWARDED",
            IP = new { source = $"10.0.1.{number + 1}", destination = "10.0.2.1", ipVersion = "IPv4" },
            l4 = new { TCP = new { source_port = 40000 + number, destination_port = 8080, flags = new { SYN = true } } },
            source = Pod(ns, workload, label, 1000 + number),
            destination = Pod(ns == "labels" ? "labels" : "shop", "server", "server", 0),
            Type = "L3_L4",
            node_name = "default/worker-1",
            event_type = new { type = 4 },
            traffic_direction = "EGRESS",
            trace_observation_point = "TO_OVERLAY",
            trace_reason = "NEW",
            is_reply = false,
        },
        node_name = "default/worker-1",
        time = "2026-03-01T10:00:00Z",
    });

    private static object Pod(string ns, string workload, string label, int id) => new
    {
        ID = id,
        identity = 20000 + id,
        @namespace = ns,
        labels = new[] { $"k8s:app={label}", $"k8s:io.kubernetes.pod.namespace={ns}" },
        pod_name = $"{workload}-6c9f7d5b8-k2x4q",
        workloads = new[] { new { name = workload, kind = "Deployment" } },
    };
}
