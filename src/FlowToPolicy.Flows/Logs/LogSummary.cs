namespace FlowToPolicy.Flows.Logs;

/// <summary>What was read.</summary>
/// <param name="Files">How many files.</param>
/// <param name="Lines">How many lines (or elements of arrays).</param>
/// <param name="Flows">How many flows were given to the sink.</param>
/// <param name="Earliest">The earliest time of any flow read, wanted or not, in ticks; 0 when none has a time.</param>
/// <param name="Latest">The latest such time.</param>
/// <param name="IsBrokenOff">Whether the reading was ended before the end of the input.</param>
public sealed record LogSummary(int Files, long Lines, long Flows, long Earliest, long Latest, bool IsBrokenOff);
