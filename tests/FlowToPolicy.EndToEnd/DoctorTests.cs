using System.Text.Json;

namespace FlowToPolicy.EndToEnd;

public sealed class DoctorTests
{
    [Fact]
    public async Task A_log_is_examined_as_agreed()
    {
        Run run = await Flow2Policy.RunAsync(["doctor", "fixtures/two-weeks/flows.jsonl.gz"]);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Golden.Check("doctor/two-weeks.txt", run.Out);
    }

    [Fact]
    public async Task A_log_whose_field_mask_dropped_labels_and_ports_fails_with_the_cure()
    {
        const string Line = """{"flow":{"time":"2026-03-02T08:00:00Z","verdict":"FORWARDED","source":{"namespace":"shop","pod_name":"web-0"},"destination":{"namespace":"shop","pod_name":"api-0"},"Type":"L3_L4","event_type":{"type":4},"trace_observation_point":"TO_ENDPOINT","is_reply":false,"l4":{"TCP":{}}}}""";

        Run run = await Flow2Policy.RunAsync(["doctor", "-", "-o", "json"], System.Text.Encoding.UTF8.GetBytes(Line + "\n"));

        Assert.Equal((1, ""), (run.Code, run.Error));
        using var report = JsonDocument.Parse(run.Out);
        Assert.Equal("Diagnosis", report.RootElement.GetProperty("kind").GetString());
        string[] failing = [.. report.RootElement.GetProperty("checks").EnumerateArray()
            .Where(c => c.GetProperty("state").GetString() == "failing")
            .Select(c => c.GetProperty("name").GetString()!)];
        Assert.Equal(["labels", "ports"], failing);
        Assert.Equal(2, report.RootElement.GetProperty("summary").GetProperty("failing").GetInt32());
    }
}
