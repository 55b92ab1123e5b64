using System.IO.Compression;
using System.Text;
using FlowToPolicy.Cli;

namespace FlowToPolicy.Tests.Cli.Commands;

public sealed class BrokenInputTests : IDisposable
{
    private const string Good = """{"flow":{"time":"2026-03-01T10:00:00Z","verdict":"FORWARDED","IP":{"source":"10.0.1.1","destination":"10.0.2.1","ipVersion":"IPv4"},"l4":{"TCP":{"source_port":40000,"destination_port":8080,"flags":{"SYN":true}}},"source":{"ID":7,"identity":2001,"namespace":"shop","labels":["k8s:app=web","k8s:io.kubernetes.pod.namespace=shop"],"pod_name":"web-6c9f7d5b8-k2x4q","workloads":[{"name":"web","kind":"Deployment"}]},"destination":{"identity":2002,"namespace":"shop","labels":["k8s:app=api","k8s:io.kubernetes.pod.namespace=shop"],"pod_name":"api-6c9f7d5b8-k2x4q"},"Type":"L3_L4","node_name":"default/worker-1","event_type":{"type":4},"traffic_direction":"EGRESS","trace_observation_point":"TO_OVERLAY","trace_reason":"NEW","is_reply":false},"node_name":"default/worker-1","time":"2026-03-01T10:00:00Z"}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("f2p-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Fragments => new("cut", "too-long", "array-for-object", "number-for-string", "invalid-utf8");

    [Theory]
    [MemberData(nameof(Fragments))]
    public async Task A_broken_line_alone_is_3_and_beside_good_ones_a_warning_that_says_where(string which)
    {
        byte[] fragment = Fragment(which);
        using var alone = new TestHost { Input = fragment };
        Assert.Equal(ExitCode.Input, await CommandLine.RunAsync(["graph", "-"], alone.Host));
        Assert.Equal("", alone.Out);
        Assert.StartsWith("flow2policy: ", alone.Error, StringComparison.Ordinal);

        using var beside = new TestHost { Input = [.. Encoding.UTF8.GetBytes(Good + "\n"), .. fragment, .. Encoding.UTF8.GetBytes("\n" + Good + "\n")] };
        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(["graph", "-"], beside.Host));
        Assert.Contains("shop/web", beside.Out, StringComparison.Ordinal);
        Assert.Contains("warning: ", beside.Error, StringComparison.Ordinal);

        using var strict = new TestHost { Input = beside.Input };
        Assert.Equal(ExitCode.Input, await CommandLine.RunAsync(["graph", "-", "--strict"], strict.Host));
        Assert.Equal(1, strict.Error.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("[red]x[/]")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public async Task A_label_value_that_no_selector_can_name_is_never_our_fault(string value)
    {
        using var host = new TestHost { Input = Encoding.UTF8.GetBytes(Good.Replace("k8s:app=api", "k8s:app=" + value, StringComparison.Ordinal) + "\n") };
        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(["propose", "-"], host.Host));
    }

    [Theory]
    [InlineData("nosuch", ExitCode.Input)]
    [InlineData("", ExitCode.Usage)]
    public async Task A_namespace_that_is_not_there_is_an_error_and_not_all_of_them(string name, int code)
    {
        using var host = new TestHost { Input = Encoding.UTF8.GetBytes(Good + "\n") };
        Assert.Equal(code, await CommandLine.RunAsync(["propose", "-", "-n", name], host.Host));
        Assert.Equal(("", 1), (host.Out, host.Error.Count(c => c == '\n')));
    }

    [Theory]
    [InlineData("binary")]
    [InlineData("deep")]
    [InlineData("text")]
    [InlineData("null")]
    public async Task What_does_not_begin_like_a_flow_is_other_programs_text_alone_3_and_beside_flows_counted(string which)
    {
        byte[] fragment = Fragment(which);
        using var alone = new TestHost { Input = fragment };
        Assert.Equal(ExitCode.Input, await CommandLine.RunAsync(["graph", "-"], alone.Host));
        Assert.Equal(("", 1), (alone.Out, alone.Error.Count(c => c == '\n')));
        using var beside = new TestHost { Input = [.. Encoding.UTF8.GetBytes(Good + "\n"), .. fragment, .. Encoding.UTF8.GetBytes("\n" + Good + "\n")] };
        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(["graph", "-", "--verbose"], beside.Host));
        Assert.Contains("3 lines read:", beside.Error, StringComparison.Ordinal);
        Assert.Contains("1  other text", beside.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"destination_port\":8080", "\"destination_port\":0", null)]
    [InlineData("\"destination_port\":8080", "\"destination_port\":65536", null)]
    [InlineData("2026-03-01T10:00:00Z", "0001-01-01T00:00:00Z", "TCP/8080")]
    [InlineData("2026-03-01T10:00:00Z", "9999-12-31T23:59:59Z", "TCP/8080")]
    [InlineData("10.0.1.1", "::ffff:10.0.1.1", "TCP/8080")]
    [InlineData("\"verdict\":\"FORWARDED\"", "\"verdict\":\"DROPPED\",\"verdict\":\"FORWARDED\"", "TCP/8080")]
    public async Task Odd_values_end_in_an_edge_or_in_one_line_and_never_in_our_own_fault(string usual, string odd, string? port)
    {
        using var host = new TestHost { Input = TestHost.Lines(Good.Replace(usual, odd, StringComparison.Ordinal)) };
        int code = await CommandLine.RunAsync(["analyze", "-"], host.Host);
        Assert.Equal(port is null ? ExitCode.Input : ExitCode.Done, code);
        Assert.Contains(port ?? "", host.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_a_gzip_gives_what_it_holds_and_a_warning()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Repeat(Good, 200))));
        }

        using var host = new TestHost { Input = packed.ToArray()[..(int)(packed.Length / 2)] };
        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(["graph", "-"], host.Host));
        Assert.Contains("warning: ", host.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("empty.jsonl")]
    [InlineData("no-logs")]
    [InlineData("missing.jsonl")]
    public async Task A_path_that_holds_nothing_is_3_and_named(string name)
    {
        File.WriteAllText(Path.Combine(_folder, "empty.jsonl"), "");
        Directory.CreateDirectory(Path.Combine(_folder, "no-logs"));
        File.WriteAllText(Path.Combine(_folder, "no-logs", "readme.md"), "nothing here");
        using var host = new TestHost();
        Assert.Equal(ExitCode.Input, await CommandLine.RunAsync(["propose", Path.Combine(_folder, name)], host.Host));
        Assert.Contains(name, host.Error, StringComparison.Ordinal);
        Assert.Equal(1, host.Error.Count(c => c == '\n'));
    }

    private static byte[] Fragment(string which) => which switch
    {
        "binary" => [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0xff, 0xfe, 0, 0],
        "cut" => Encoding.UTF8.GetBytes(Good[..200]),
        "too-long" => Encoding.UTF8.GetBytes("{\"flow\":{\"Summary\":\"" + new string('x', 17 << 20) + "\"}}"),
        "deep" => Encoding.UTF8.GetBytes(new string('[', 1000) + new string(']', 1000)),
        "array-for-object" => "{\"flow\":[1,2,3]}"u8.ToArray(),
        "number-for-string" => "{\"flow\":{\"verdict\":{\"a\":1},\"source\":5}}"u8.ToArray(),
        "text" => "level=info msg=\"hello\""u8.ToArray(),
        "invalid-utf8" => [.. "{\"flow\":{\"verdict\":\""u8, 0xff, 0xc0, .. "\"}"u8],
        "null" => "null"u8.ToArray(),
        _ => throw new ArgumentOutOfRangeException(nameof(which)),
    };
}
