namespace FlowToPolicy.Recorder.Diagnosis;

/// <summary>One line of a doctor's report.</summary>
/// <param name="Name">What was looked at; stable, for scripts.</param>
/// <param name="State">What was found.</param>
/// <param name="Finding">What was found, in one line with numbers.</param>
/// <param name="Cure">What to do; empty when nothing is to be done.</param>
public sealed record CheckResult(string Name, CheckState State, string Finding, string Cure)
{
    /// <summary>A line without objection.</summary>
    public static CheckResult Ok(string name, string finding) => new(name, CheckState.Ok, finding, "");

    /// <summary>A line that warns.</summary>
    public static CheckResult Warning(string name, string finding, string cure) => new(name, CheckState.Warning, finding, cure);

    /// <summary>A line that fails.</summary>
    public static CheckResult Failing(string name, string finding, string cure) => new(name, CheckState.Failing, finding, cure);
}
