namespace FlowToPolicy.Flows;

/// <summary>A notice that events were lost.</summary>
/// <param name="Source">Where.</param>
/// <param name="Count">How many events.</param>
/// <param name="NodeName">On which node; empty when not said.</param>
/// <param name="Time">When, in ticks of 100 ns since year 1, UTC; 0 when not said.</param>
public readonly record struct LostEvents(LostEventSource Source, long Count, string NodeName, long Time);
