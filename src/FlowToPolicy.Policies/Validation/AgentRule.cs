namespace FlowToPolicy.Policies.Validation;

/// <summary>A rule about what the agent refuses although the schema takes it.</summary>
internal abstract class AgentRule : RefusalRule;
