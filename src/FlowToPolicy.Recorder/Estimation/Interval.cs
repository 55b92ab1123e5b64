namespace FlowToPolicy.Recorder.Estimation;

/// <summary>An estimate with the range that holds the true value in 95 of 100 cases, if the estimate's assumptions hold.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="Estimate">The most likely value.</param>
/// <param name="High">The upper end.</param>
public readonly record struct Interval(double Low, double Estimate, double High);
