using System.Text.Json;

namespace FlowToPolicy.EndToEnd;

/// <summary><c>verify</c> and <c>diff</c> on two sets of policies that show everything there is to show.</summary>
public class ReviewTests
{
    private const string Flows = RecordedLog.Path;
    private const string Existing = "fixtures/two-sets/existing";
    private const string Proposed = "fixtures/two-sets/proposed";

    // What a named port means is known of pods only, and the other end's cause is told by its own row.
    private static readonly string[] Causes =
    [
        "authentication", "cidr-cannot-match", "conflict", "dns", "explicit-deny", "l7-filter", "name", "namespace", "no-rule-for-peer", "no-rule-for-port", "other-end",
    ];

    [Theory]
    [InlineData("text", "txt")]
    [InlineData("markdown", "md")]
    [InlineData("sarif", "sarif")]
    [InlineData("json", "json")]
    [InlineData("csv", "csv")]
    public async Task Verify_is_as_agreed_in_every_format(string format, string ending)
    {
        Run run = await VerifyAsync("-o", format);
        Assert.Equal((1, ""), (run.Code, run.Error));
        Golden.Check($"review/verify.{ending}", run.Out);
    }

    [Theory]
    [InlineData("text", "txt")]
    [InlineData("markdown", "md")]
    [InlineData("sarif", "sarif")]
    [InlineData("json", "json")]
    [InlineData("csv", "csv")]
    [InlineData("dot", "dot")]
    public async Task Diff_is_as_agreed_in_every_format(string format, string ending)
    {
        Run run = await DiffAsync("-o", format);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Golden.Check($"review/diff.{ending}", run.Out);
    }

    [Fact]
    public async Task The_example_shows_every_class_and_every_cause()
    {
        using JsonDocument verify = JsonDocument.Parse((await VerifyAsync("-o", "json")).Out), diff = JsonDocument.Parse((await DiffAsync("-o", "json")).Out);
        Assert.Equal(Causes, verify.RootElement.GetProperty("denials").EnumerateArray().Select(d => d.GetProperty("cause").GetString()!).Distinct().Order(StringComparer.Ordinal));
        JsonElement summary = diff.RootElement.GetProperty("summary");
        Assert.All((string[])["breaks", "admits", "opens", "closes", "filters", "unchanged", "unjudged"], name => Assert.True(summary.GetProperty(name).GetInt32() > 0, name));
        JsonElement sums = verify.RootElement.GetProperty("summary");
        Assert.Equal(sums.GetProperty("connections").GetInt32(), sums.GetProperty("admitted").GetInt32() + sums.GetProperty("denied").GetInt32() + sums.GetProperty("unjudged").GetInt32());
        Assert.DoesNotContain(diff.RootElement.GetProperty("objects").EnumerateArray(), change => change.GetProperty("name").GetString() == "offices");
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("diff")]
    public async Task Sarif_points_into_the_files_as_its_rules_demand(string command)
    {
        using JsonDocument document = JsonDocument.Parse((command == "verify" ? await VerifyAsync("-o", "sarif") : await DiffAsync("-o", "sarif")).Out);
        JsonElement run = document.RootElement.GetProperty("runs")[0];
        string[] rules = [.. run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()!)];
        JsonElement[] results = [.. run.GetProperty("results").EnumerateArray()];
        Assert.NotEmpty(results);
        Assert.All(results, result =>
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()]);
            Assert.Contains(result.GetProperty("level").GetString(), (string[])["error", "warning", "note"]);
            Assert.NotEmpty(result.GetProperty("message").GetProperty("text").GetString()!);
        });
        JsonElement[] places = [.. results.Where(r => r.TryGetProperty("locations", out _)).Select(r => r.GetProperty("locations")[0].GetProperty("physicalLocation"))];
        Assert.True(places.Length > results.Length / 2);
        Assert.All(places, place =>
        {
            string uri = place.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
            Assert.StartsWith("fixtures/two-sets/", uri, StringComparison.Ordinal);
            string[] lines = File.ReadAllLines(Path.Combine(FlowToPolicy.Tests.Repository.Root, uri));
            Assert.InRange(place.GetProperty("region").GetProperty("startLine").GetInt32(), 1, lines.Length);
            Assert.True(place.GetProperty("region").GetProperty("startColumn").GetInt32() >= 1);
        });
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("--exit-code", 1)]
    [InlineData("--fail-on breaks", 1)]
    [InlineData("--fail-on admits,opens", 1)]
    [InlineData("--only breaks", 0)]
    [InlineData("--only breaks --fail-on closes", 1)]
    public async Task Diff_fails_when_it_is_asked_to(string options, int code) =>
        Assert.Equal(code, (await DiffAsync(options.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Code);

    [Theory]
    [InlineData("--exit-code")]
    [InlineData("--fail-on breaks,admits,opens,closes,filters")]
    public async Task A_set_compared_with_itself_fails_never(string options)
    {
        Run run = await Flow2Policy.RunAsync(["diff", Flows, "--existing", Proposed, "--proposed", Proposed, .. options.Split(' ')]);
        Assert.Equal(0, run.Code);
        Assert.Contains("No difference in what is let through.", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_shows_one_class_and_counts_all()
    {
        Run run = await DiffAsync("--only", "breaks");
        Assert.Contains("Breaks: ", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Closes: ", run.Out, StringComparison.Ordinal);
        Assert.Contains("closes 1", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_flows_nothing_breaks_and_the_rest_is_told()
    {
        Run run = await Flow2Policy.RunAsync(["diff", "--existing", Existing, "--proposed", Proposed, "--fail-on", "breaks,admits"]);
        Assert.Equal(0, run.Code);
        Assert.StartsWith("warning: without flows nothing counts as observed", run.Error, StringComparison.Ordinal);
        Assert.Contains("no flows given, so nothing counts as observed", run.Out, StringComparison.Ordinal);
        Assert.Contains("Opens: ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policies_from_standard_input_are_verified()
    {
        byte[] policies = File.ReadAllBytes(Path.Combine(FlowToPolicy.Tests.Repository.Root, Proposed, "checkout.yaml"));
        Run run = await Flow2Policy.RunAsync(["verify", Flows, "--policies", "-"], policies);
        Assert.Equal(1, run.Code);
        Assert.Contains("3 policies from standard input", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_own_proposal_is_verified_without_a_denial_and_0()
    {
        Run proposal = await Flow2Policy.RunAsync(["propose", Flows]);
        Run run = await Flow2Policy.RunAsync(["verify", Flows, "--policies", "-"], proposal.Bytes);
        Assert.Equal(0, run.Code);
        Assert.Contains("Would be denied: nothing that was let through in the window.", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_says_what_a_proposal_does_to_policies_that_exist()
    {
        Run run = await Flow2Policy.RunAsync(["analyze", Flows, "--existing", Proposed]);
        Assert.Equal(0, run.Code);
        string existing = run.Out[run.Out.IndexOf("Existing  ", StringComparison.Ordinal)..];
        Golden.Check("review/analyze-existing.txt", existing);
        Assert.Contains("explicit-deny, decided by checkout/web spec.ingressDeny[0] (fixtures/two-sets/proposed/checkout.yaml:14:5)", existing, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse((await Flow2Policy.RunAsync(["analyze", Flows, "--existing", Proposed, "-o", "json"])).Out);
        JsonElement part = document.RootElement.GetProperty("existing");
        Assert.True(part.GetProperty("inTheirPlace").GetProperty("admits").GetInt32() > 0);
        Assert.True(part.GetProperty("beside").GetProperty("wouldBeDenied").GetInt32() > 0);
    }

    [Fact]
    public async Task Propose_stays_the_same_and_says_what_it_would_overwrite()
    {
        Run alone = await Flow2Policy.RunAsync(["propose", Flows]);
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["ours.yaml"], alone.Bytes);
        Run beside = await Flow2Policy.RunAsync(["propose", Flows, "--existing", folder.Path]);
        Assert.Equal(alone.Out, beside.Out);
        Assert.Contains("in their place, the proposal changes: breaks 0, admits 0, opens 0, closes 0, filters 0;", beside.Error, StringComparison.Ordinal);
        Assert.Contains("beside them, it stops nothing that was let through in the window", beside.Error, StringComparison.Ordinal);
        Assert.Contains("applying these overwrites them: CiliumNetworkPolicy catalog/f2p-api", beside.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mutual_authentication_that_is_set_up_stops_nothing_beside_existing_policies()
    {
        foreach (string command in (string[])["analyze", "propose"])
        {
            Run without = await Flow2Policy.RunAsync([command, Flows, "--existing", Proposed]), with = await Flow2Policy.RunAsync([command, Flows, "--existing", Proposed, "--mutual-auth"]);
            Assert.Contains("beside them, 5 connections", without.Out + without.Error, StringComparison.Ordinal);
            Assert.Contains("beside them, 4 connections", with.Out + with.Error, StringComparison.Ordinal);
        }
    }

    private static Task<Run> VerifyAsync(params string[] more) => Flow2Policy.RunAsync(["verify", Flows, "--policies", Proposed, .. more]);

    private static Task<Run> DiffAsync(params string[] more) => Flow2Policy.RunAsync(["diff", Flows, "--existing", Existing, "--proposed", Proposed, .. more]);

    [Theory]
    [InlineData("text", "Left out  1 refusal")]
    [InlineData("markdown", "**Policies could not be read (1 refusal), and the answer below does without them:**")]
    [InlineData("json", "\"leftOut\": [\n    \"")]
    public async Task A_policy_that_cannot_be_read_is_named_in_every_format(string format, string expected)
    {
        using var folder = new TemporaryFolder();
        Run proposed = await Flow2Policy.RunAsync(["propose", "fixtures/small/flows.jsonl.gz", "--output-dir", folder["p"]]);
        Assert.Equal(0, proposed.Code);
        string file = Directory.GetFiles(folder["p"], "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        string text = await File.ReadAllTextAsync(file);
        int first = text.IndexOf("protocol: TCP", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, text[..first] + "protocol: tcp" + text[(first + "protocol: TCP".Length)..]);

        Run verified = await Flow2Policy.RunAsync(["verify", "fixtures/small/flows.jsonl.gz", "--policies", folder["p"], "-o", format]);
        Run compared = await Flow2Policy.RunAsync(["diff", "--existing", folder["p"], "--proposed", folder["p"], "-o", format]);

        Assert.Contains(expected, verified.Out, StringComparison.Ordinal);
        Assert.Contains(format == "json" ? "\"leftOut\": [" : format == "text" ? "Left out  2 refusals" : "(2 refusals)", compared.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policies_of_which_none_can_be_read_are_an_error()
    {
        Run run = await Flow2Policy.RunAsync(["verify", "fixtures/small/flows.jsonl.gz", "--policies", "fixtures/mistakes/web.yaml"]);

        Assert.Equal(3, run.Code);
        Assert.Contains("no policy could be read from fixtures/mistakes/web.yaml", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--fail-on")]
    [InlineData("--only")]
    public async Task An_empty_class_is_refused_because_it_is_an_unset_variable(string option)
    {
        Run run = await Flow2Policy.RunAsync(["diff", "--existing", "fixtures/two-sets/existing", "--proposed", "fixtures/two-sets/proposed", option, ""]);

        Assert.Equal(2, run.Code);
        Assert.Contains($"{option} is empty", run.Error, StringComparison.Ordinal);
    }
}
