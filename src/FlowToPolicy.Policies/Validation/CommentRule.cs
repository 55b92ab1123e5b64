namespace FlowToPolicy.Policies.Validation;

/// <summary>A rule about comments that suppress findings; its cases are found where such comments are read.</summary>
internal abstract class CommentRule : ValidationRule;
