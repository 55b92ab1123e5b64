using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Recorder.Diagnosis;

namespace FlowToPolicy.Cli.Output.Diagnosis;

/// <summary>The formats of <c>doctor -o</c>.</summary>
internal static class DoctorFormats
{
    /// <summary>Their names; the first is the default.</summary>
    public static IReadOnlyList<string> Names { get; } = ["text", "json"];

    /// <summary>Writes a report.</summary>
    /// <param name="format">One of <see cref="Names"/>.</param>
    /// <param name="terminal">Where to.</param>
    /// <param name="subject">What was looked at.</param>
    /// <param name="results">What was found.</param>
    public static void Write(string format, Terminal terminal, string subject, IReadOnlyList<CheckResult> results)
    {
        if (format == "json")
        {
            terminal.Out.Write(JsonDocuments.Text(DoctorJson.Write(subject, results)));
        }
        else
        {
            DoctorText.Write(terminal, subject, results);
        }
    }
}
