namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>The text of one document of a stream.</summary>
/// <param name="Text">The text with its <c>---</c> line; empty when it was too long to be kept.</param>
/// <param name="FirstLine">The number of its first line in the stream, from 1.</param>
/// <param name="IsTooLong">Whether it was longer than <see cref="DocumentSplitter.LongestDocument"/>.</param>
internal sealed record DocumentText(string Text, int FirstLine, bool IsTooLong = false);
