using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Recorder.Diagnosis;

namespace FlowToPolicy.Cli.Output.Diagnosis;

/// <summary>A doctor's report for readers: a line for each check, its cure below it. States are words, so that they read without colour.</summary>
internal static class DoctorText
{
    /// <summary>Writes the report.</summary>
    public static void Write(Terminal terminal, string subject, IReadOnlyList<CheckResult> results)
    {
        terminal.Line(subject);
        terminal.Line();
        int width = results.Count == 0 ? 0 : results.Max(r => r.Name.Length);
        foreach (CheckResult result in results)
        {
            terminal.Line($"{Words.Kebab(result.State.ToString()),-7}  {result.Name.PadRight(width)}  {result.Finding}");
            if (result.Cure.Length > 0)
            {
                terminal.Line($"{"",-7}  {"".PadRight(width)}  -> {result.Cure}");
            }
        }

        terminal.Line();
        terminal.Line($"{Words.Count(results.Count(r => r.State == CheckState.Failing), "check fails", "checks fail")}, "
            + $"{Words.Count(results.Count(r => r.State == CheckState.Warning), "warning")}, {results.Count(r => r.State == CheckState.Ok)} ok");
    }
}
