namespace FlowToPolicy.Policies.Validation;

/// <summary>A rule about what cannot be read; its cases come from the reader.</summary>
internal abstract class ReadRule : ValidationRule;
