namespace FlowToPolicy.Policies.Validation;

/// <summary>A change of one place in a file that mends a finding without changing what its author meant.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column of the first character, from 1.</param>
/// <param name="Old">The text that stands there; the edit is not made where something else does.</param>
/// <param name="New">The text that takes its place, in the same line.</param>
public sealed record TextEdit(int Line, int Column, string Old, string New);
