using System.Globalization;

namespace FlowToPolicy.Recorder.Diagnosis;

/// <summary>One thing that a source of flows may lack. One check, one class; its name is the check's.</summary>
public abstract class FlowCheck
{
    /// <summary>The check's name in reports: short and stable.</summary>
    public abstract string Name { get; }

    /// <summary>Looks at what a source gave; null when there is nothing to say, because the sample holds nothing of the kind.</summary>
    public abstract CheckResult? Examine(FlowCensus census);

    /// <summary>Nothing to object to.</summary>
    protected CheckResult Ok(string finding) => CheckResult.Ok(Name, finding);

    /// <summary>Something is lacking that some answers need.</summary>
    protected CheckResult Warning(string finding, string cure) => CheckResult.Warning(Name, finding, cure);

    /// <summary>The flows would be of little or no use.</summary>
    protected CheckResult Failing(string finding, string cure) => CheckResult.Failing(Name, finding, cure);

    /// <summary><c>12 of 340 flows</c>.</summary>
    protected static string Of(long part, long whole, string things) => $"{Number(part)} of {Number(whole)} {things}";

    /// <summary><c>1 event</c>, <c>2 events</c>.</summary>
    protected static string Count(long number, string one) => $"{Number(number)} {one}{(number == 1 ? "" : "s")}";

    /// <summary>A number with thousands separated.</summary>
    protected static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', ' ');
}
