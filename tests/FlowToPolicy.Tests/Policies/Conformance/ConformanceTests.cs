using Xunit.Abstractions;

namespace FlowToPolicy.Tests.Policies.Conformance;

public sealed class ConformanceTests(ITestOutputHelper output)
{
    public static TheoryData<string> Files() => [.. ConformanceFile.All().Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_check_of_the_Conformance_files_agrees_with_Cilium(string file)
    {
        var run = new ConformanceRun();
        foreach (ConformanceCase item in ConformanceFile.Read(Repository.Fixture("conformance", file)))
        {
            run.Add(item);
        }

        output.WriteLine($"{file}: {run.Cases} cases, {run.Checks} checks, {run.Rejections} rejections, {run.Disagreements.Count} disagreements");
        run.Disagreements.ForEach(output.WriteLine);
        Assert.NotEqual(0, run.Cases);
        Assert.True(run.Disagreements.Count == 0, $"{run.Disagreements.Count} disagreements, first: {run.Disagreements.FirstOrDefault()}");
    }
}
