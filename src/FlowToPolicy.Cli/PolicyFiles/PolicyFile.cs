namespace FlowToPolicy.Cli.PolicyFiles;

/// <summary>A policy as it should stand in a folder.</summary>
/// <param name="Path">Where, below the folder, with <c>/</c> between the parts.</param>
/// <param name="PolicyName">The policy's own name.</param>
/// <param name="Content">The sealed text as UTF-8.</param>
/// <param name="RulesHash">The hash of its rules alone.</param>
internal sealed record PolicyFile(string Path, string PolicyName, byte[] Content, string RulesHash);
