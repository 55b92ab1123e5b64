using FlowToPolicy.Graph;

namespace FlowToPolicy.Recorder.Estimation;

/// <summary>An edge that comes by the clock, such as a CronJob's.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Rhythm">How often.</param>
/// <param name="HourOfDay">The UTC hour in which it begins.</param>
/// <param name="DayOfWeek">For a weekly one the day of that hour.</param>
public sealed record PeriodicEdge(Edge Edge, Rhythm Rhythm, int HourOfDay, DayOfWeek? DayOfWeek);
