using System.Globalization;

namespace FlowToPolicy.Flows.Logs;

/// <summary>Says why a run found no flow that it could use.</summary>
internal static class NothingUsable
{
    private const string HowToWrite = "write the log with 'hubble observe -o json', or take the files of Hubble's exporter";

    /// <summary>One line: what, where, what to do.</summary>
    public static string Explain(IReadOnlyList<LogFile> files, LogTally tally, InputProblems problems, bool isBrokenOff)
    {
        string where = files.Count == 1 ? files[0].Name : Invariant($"all {files.Count} files");
        if (isBrokenOff)
        {
            return $"{where}: reading was ended before the first flow; let it run longer";
        }

        long early = tally.Skipped(SkipReason.OutsideWindow), timeless = tally.Skipped(SkipReason.NoTime);
        long filtered = tally.Skipped(SkipReason.FilteredOut);
        if (early + timeless + filtered == 0)
        {
            return NoFlow(where, tally, problems);
        }

        if (filtered > 0)
        {
            return Invariant($"{where}: none of {filtered} flows in the window is of a namespace or pod that was asked for; ")
                + "check the names, or leave the filter out";
        }

        return tally.Earliest == 0
            ? Invariant($"{where}: none of {timeless} flows has a time; leave --since and --until out")
            : $"{where}: no flow falls into the window; the input covers {Time(tally.Earliest)} to {Time(tally.Latest)}: "
                + "set --since and --until within it";
    }

    private static string NoFlow(string where, LogTally tally, InputProblems problems)
    {
        if (tally.Lines == tally.Skipped(SkipReason.Blank))
        {
            return problems.Count > 0
                ? $"{where}: nothing can be read (first: {problems.First[0]})"
                : $"{where}: empty; {HowToWrite}";
        }

        if (tally.Events > 0)
        {
            return Invariant($"{where}: {tally.Events} events of Hubble, but no flow; take a log with flows in it");
        }

        string lines = tally.Lines == 1 ? "the only line is not" : Invariant($"none of {tally.Lines} lines is");
        string first = problems.Count > 0 ? $" (first: {problems.First[0]})" : "";
        return $"{where}: {lines} a Hubble flow{first}; {HowToWrite}";
    }

    private static string Time(long ticks) =>
        new DateTime(ticks, DateTimeKind.Utc).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
