using System.Globalization;

namespace FlowToPolicy.Recorder.Diagnosis.Relays;

/// <summary>One thing that may stand between this machine and a good recording. One check, one class.</summary>
public abstract class RelayCheck
{
    private const int MostNames = 5;

    /// <summary>The check's name in reports: short and stable.</summary>
    public abstract string Name { get; }

    /// <summary>Looks at what was found; null when there is nothing to say, because it could not be looked.</summary>
    public abstract CheckResult? Examine(RelayFindings findings);

    /// <summary>Nothing to object to.</summary>
    protected CheckResult Ok(string finding) => CheckResult.Ok(Name, finding);

    /// <summary>A recording would have gaps, or is in danger of them.</summary>
    protected CheckResult Warning(string finding, string cure) => CheckResult.Warning(Name, finding, cure);

    /// <summary>A recording would be of little or no use, or impossible.</summary>
    protected CheckResult Failing(string finding, string cure) => CheckResult.Failing(Name, finding, cure);

    /// <summary><c>1 node</c>, <c>2 nodes</c>.</summary>
    protected static string Count(long number, string one) => string.Create(CultureInfo.InvariantCulture, $"{number} {one}{(number == 1 ? "" : "s")}");

    /// <summary>The first few, and how many more.</summary>
    protected static string List(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? $" and {Count(names.Count - MostNames, "other")}" : "");

    /// <summary>A length of time, coarsely.</summary>
    protected static string Length(TimeSpan time) =>
        time.TotalHours >= 48 ? Number(time.TotalDays, "0") + " days"
        : time.TotalMinutes >= 120 ? Number(time.TotalHours, "0") + " hours"
        : time.TotalSeconds >= 120 ? Number(time.TotalMinutes, "0") + " min"
        : Number(time.TotalSeconds, "0.#") + " s";

    private static string Number(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
