namespace FlowToPolicy.Policies.Evaluation;

/// <summary>What a policy set says about one connection in one direction, without reasons.</summary>
/// <param name="IsClosed">Whether the direction is closed for the subject, so that only what a rule opens gets through.</param>
/// <param name="Admits">Whether the connection is let through (perhaps by way of the proxy, perhaps once authenticated).</param>
public readonly record struct Passage(bool IsClosed, bool Admits);
