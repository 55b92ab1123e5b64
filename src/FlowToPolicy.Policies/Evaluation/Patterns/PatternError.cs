namespace FlowToPolicy.Policies.Evaluation.Patterns;

/// <summary>Thrown inside the parser alone: the text is no regular expression of Go's.</summary>
internal sealed class PatternError(string message) : Exception(message);
