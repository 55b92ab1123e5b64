using Xunit.Abstractions;

namespace FlowToPolicy.Tests.Policies.Conformance;

public sealed class ConformanceTests(ITestOutputHelper output)
{
    // What the files at hand hold, so that none of it can go unjudged.
    private static readonly Dictionary<string, (int Cases, int Checks, int Rejections, int Older)> Known = new()
    {
        ["cases.yaml"] = (156, 321, 36, 0),
        ["random.json.gz"] = (400, 4_999, 0, 1),
        ["random-rich.json.gz"] = (1_200, 13_259, 0, 2),
    };

    public static TheoryData<string> Files() => [.. ConformanceFile.All().Select(path => Path.GetFileName(path))];

    public static TheoryData<string> ValidationFiles() => [.. ConformanceFile.AllOfValidation().Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(ValidationFiles))]
    public void Every_verdict_of_the_Conformance_files_of_validation_agrees_with_the_schema_and_the_agent(string file)
    {
        var run = new ValidationRun();
        foreach (ValidationCase item in ValidationCase.ReadAll(Repository.Fixture("conformance", file)))
        {
            run.Add(item);
        }

        output.WriteLine($"{file}: {run.Policies} policies, {run.SchemaRefusals} refused by the schema ({run.Places} places), {run.AgentRefusals} refused by the agent, {run.Pruned} with fields that are dropped, {run.Disagreements.Count} disagreements");
        run.Disagreements.ForEach(output.WriteLine);
        Assert.NotEqual(0, run.Policies);
        Assert.True(run.Disagreements.Count == 0, $"{run.Disagreements.Count} disagreements, first: {run.Disagreements.FirstOrDefault()}");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_check_of_the_Conformance_files_agrees_with_Cilium(string file)
    {
        var run = new ConformanceRun();
        foreach (ConformanceCase item in ConformanceFile.Read(Repository.Fixture("conformance", file)))
        {
            run.Add(item);
        }

        output.WriteLine($"{file}: {run.Cases} cases, {run.Checks} checks, {run.Rejections} rejections, {run.SchemaRefusals} policies refused by the schema, {run.Disagreements.Count} disagreements, {run.OfOlderPrecedence.Count} checks of older precedence, {run.ProxyRemarks} remarks on the proxy in words (not judged)");
        run.Disagreements.ForEach(output.WriteLine);
        run.OfOlderPrecedence.ForEach(output.WriteLine);
        Assert.NotEqual(0, run.Cases);
        if (Known.TryGetValue(file, out (int Cases, int Checks, int Rejections, int Older) known))
        {
            Assert.Equal(known, (run.Cases, run.Checks, run.Rejections, run.OfOlderPrecedence.Count));
        }

        Assert.True(run.Disagreements.Count == 0, $"{run.Disagreements.Count} disagreements, first: {run.Disagreements.FirstOrDefault()}");
    }
}
