using System.Diagnostics;
using FlowToPolicy.Policies.Yaml;
using Xunit.Abstractions;

namespace FlowToPolicy.Tests.Policies.Yaml;

/// <summary>Texts that were made to break readers: an error with a position, in bounded time and memory.</summary>
public sealed class HostileYamlTests(ITestOutputHelper output)
{
    private const string Good = "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: good, namespace: shop}\nspec: {endpointSelector: {}, ingress: [{}]}\n";
    private const string Head = "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\n";

    public static TheoryData<string, string, string> Texts() => new()
    {
        { "billion laughs", Laughs(), "aliases counted" },
        { "brackets", new string('[', 100_000), "nested deeper" },
        { "braces", string.Concat(Enumerable.Repeat("{a: ", 100_000)), "nested deeper" },
        { "dashes", string.Concat(Enumerable.Repeat("- ", 100_000)), "nested deeper" },
        { "JSON brackets", "{\"a\":" + new string('[', 100_000), "nested deeper" },
        { "questions", string.Concat(Enumerable.Repeat("? ", 100_000)), "nested deeper" },
        { "the same key twice", Head + "metadata: {name: a}\nmetadata: {name: b}", "stands twice" },
        { "the same key twice in JSON", "{\"kind\": \"CiliumNetworkPolicy\", \"kind\": \"x\"}", "stands twice" },
        { "a tag of Python", Head + "metadata: !!python/object:os.system {name: a}", "the tag '!!python/object:os.system'" },
        { "a binary", Head + "metadata: {name: !!binary aGVsbG8=}", "the tag '!!binary'" },
        { "a false integer", Head + "metadata: {name: a, labels: {b: !!int \"x\"}}", "the tag '!!int'" },
        { "a local tag", Head + "metadata: !secret {name: a}", "the tag '!secret'" },
        { "an anchor in itself", Head + "metadata: &a {name: *a}", "no anchor 'a' is complete" },
        { "a list in itself", "a: &a\n- *a", "no anchor 'a' is complete" },
        { "an anchor merged into itself", "a: &a\n  <<: *a", "no anchor 'a' is complete" },
        { "a NUL", Head + "metadata:\n  name: a\0b", "a NUL" },
        { "an escape", Head + "metadata:\n  name: \"a\u001b[2Jb\"", "U+001B" },
        { "no UTF-8", Head + "metadata:\n  name: a\uFFFFb", "no UTF-8" },
        { "half a character", Head + "metadata:\n  name: a<half>b", "surrogate" },
        { "half a character in JSON", "{\"kind\": \"a\\ud83d\"}", "surrogate" },
        { "a name that leaves its folder", Good.Replace("name: good", "name: ../../etc/passwd", StringComparison.Ordinal), "metadata.name must be" },
        { "a name of the Norway kind", Good.Replace("name: good", "name: no", StringComparison.Ordinal), "metadata.name must be a string, not a boolean" },
        { "10 MB in one string", Head + $"metadata: {{name: {new string('a', 10_000_000)}}}", "a string of 10000000 characters" },
        { "10 MB in one quoted string", Head + $"metadata: {{name: \"{new string('a', 10_000_000)}\"}}", "a string of 10000000 characters" },
        { "10 MB in one key", Head + $"metadata:\n  ? {new string('a', 10_000_000)}\n  : b", "a string of 10000000 characters" },
        { "40 MB in one document", new string('#', 40_000_000), "a document of more than" },
        { "a template", Head + "metadata:\n  name: {{ .Values.name }}", "render it first" },
        { "a directive of no version", "%YAML 9999999999999999999.1\n---\na: b", "not readable" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_hostile_text_is_an_error_with_a_position_and_hides_no_other_document(string name, string text, string message)
    {
        var watch = Stopwatch.StartNew();
        string whole = text.Replace("<half>", "\uD83D", StringComparison.Ordinal);
        PolicyReadResult result = PolicyYamlReader.Read($"{Good}---\n{whole}\n---\n{Good}", "hostile.yaml");

        output.WriteLine($"{name}: {watch.ElapsedMilliseconds} ms, {string.Join(", ", result.Findings.Select(finding => finding.Position))}");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{name} took {watch.Elapsed}");
        ReadFinding finding = Assert.Single(result.Findings, finding => finding.Message.Contains(message, StringComparison.Ordinal));
        Assert.Equal(ReadSeverity.Refused, finding.Severity);
        Assert.InRange(finding.Position.Line, 5, 20);
        Assert.Equal(["good", "good"], result.Policies.Select(policy => policy.Name));
    }

    [Fact]
    public void Separators_without_end_pass_in_constant_memory()
    {
        // A whole gigabyte with FLOW2POLICY_HOSTILE_GIGABYTE=1; a fifth of it without.
        long separators = Environment.GetEnvironmentVariable("FLOW2POLICY_HOSTILE_GIGABYTE") == "1" ? 268_435_456 : 50_000_000;
        using var text = new RepeatedText("---\n", separators, Good.Replace("ingress:", "ingres:", StringComparison.Ordinal));
        long before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();

        PolicyReadResult result = PolicyYamlReader.Read(text, "-");

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine($"{separators * 4 / 1_000_000} MB of separators in {watch.ElapsedMilliseconds} ms, {allocated / 1024} KiB allocated");
        Assert.True(allocated < 16 * 1024 * 1024, $"{allocated} bytes");
        Assert.Contains(result.Findings, finding => finding.Position.Line == separators + 4 && finding.Severity == ReadSeverity.Pruned);
    }

    [Theory]
    [InlineData("--- # c\n")]
    [InlineData("---\r\n")]
    [InlineData("# only a comment\n---\n")]
    [InlineData("...\n---\n")]
    public void Other_empty_documents_pass_in_bounded_memory_too(string piece)
    {
        using var text = new RepeatedText(piece, 1_000_000, Good);
        long before = GC.GetAllocatedBytesForCurrentThread();

        PolicyReadResult result = PolicyYamlReader.Read(text, "-");

        Assert.Empty(result.Findings);
        Assert.Equal("good", Assert.Single(result.Policies).Name);
        output.WriteLine($"{(GC.GetAllocatedBytesForCurrentThread() - before) / 1024} KiB allocated");
    }

    [Fact]
    public void Random_damage_never_throws()
    {
        var random = new Random(20261121);
        string[] parts = [.. HostileText.Known, "&a ", "*a", "<<: *a\n", "!!int ", "!<x> ", "%TAG ! tag:x,2000:\n", "? ", "- ", ": ", "|2\n", ">-\n", "\n  ", "\n---\n", "\n...\n", "{", "}", "[", "]", "'", "\""];
        for (int i = 0; i < 3_000; i++)
        {
            string text = Good;
            for (int j = random.Next(1, 6); j > 0; j--)
            {
                int at = random.Next(text.Length);
                text = text[..at] + parts[random.Next(parts.Length)] + text[Math.Min(text.Length, at + random.Next(4))..];
            }

            Exception? exception = Record.Exception(() => PolicyYamlReader.Read(text, "-"));
            Assert.True(exception is null, $"{exception}\n{text}");
        }
    }

    private static string Laughs() => "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
        + string.Concat(Enumerable.Range(1, 9).Select(i => $"{(char)('a' + i)}: &{(char)('a' + i)} [{string.Join(',', Enumerable.Repeat($"*{(char)('a' + i - 1)}", 10))}]\n"));
}
