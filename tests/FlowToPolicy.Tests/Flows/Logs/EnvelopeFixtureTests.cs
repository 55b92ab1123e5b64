namespace FlowToPolicy.Tests.Flows.Logs;

public class EnvelopeFixtureTests
{
    private static readonly IReadOnlyList<string> Expected = Reading.Of(Repository.Fixture("envelopes", "exporter.log")).Flows;

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Repository.Fixture("envelopes")).Select(f => Path.GetFileName(f)!).Where(f => f != "about.md").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_same_flows_come_out_of_every_form(string file)
    {
        Reading reading = Reading.Of(Repository.Fixture("envelopes", file));
        Assert.Equal(7, Expected.Count);
        Assert.Equal(Expected, reading.Flows);
        Assert.Empty(reading.Problems);
    }
}
