namespace FlowToPolicy.Recorder.Diagnosis.Checks;

/// <summary>Whether the flows reach over a week, in which most schedules repeat.</summary>
public sealed class WindowLength : FlowCheck
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public override string Name => "window";

    /// <inheritdoc/>
    public override CheckResult? Examine(FlowCensus census)
    {
        ArgumentNullException.ThrowIfNull(census);
        var length = new TimeSpan(census.Last - census.First);
        string text = length.TotalDays >= 1 ? $"{Text(length.TotalDays)} days"
            : length.TotalHours >= 1 ? $"{Text(length.TotalHours)} hours"
            : $"{Text(length.TotalMinutes)} minutes";
        return census.First == 0 ? null
            : length >= Week ? Ok($"the flows reach over {text}")
            : Warning(
                $"the flows reach over {text} only: what runs daily or weekly may be missing",
                "raise the number and size of the exporter's files, collect them regularly, or record with 'flow2policy observe --follow'");
    }

    private static string Text(double number) => number.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
