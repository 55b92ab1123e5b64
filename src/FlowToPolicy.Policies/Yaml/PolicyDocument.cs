using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Schema;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Policies.Yaml;

/// <summary>One object of a kind that we know, as it was written and as far as it could be read.</summary>
public sealed record PolicyDocument
{
    /// <summary>The file as it was given, or <c>-</c> for standard input.</summary>
    public required string File { get; init; }

    /// <summary>The number of the first line of <see cref="Text"/> in the file, from 1.</summary>
    public required int FirstLine { get; init; }

    /// <summary>The text of the YAML document that the object stands in, line ends as written.</summary>
    public required string Text { get; init; }

    /// <summary><c>kind</c> as written.</summary>
    public required string Kind { get; init; }

    /// <summary><c>apiVersion</c> as written; empty when absent.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>
    /// The policy as its author means it: what the API server refuses is read as well as it can be (a port written as a number is that port).
    /// What the server drops is not there. Null when the object is a CiliumCIDRGroup.
    /// </summary>
    public Policy? Draft { get; init; }

    /// <summary>Whether the API server refuses it.</summary>
    public bool IsRefused => Violations.Any(violation => violation.Refuses);

    /// <summary>What the API server says against it, pruned fields included.</summary>
    internal IReadOnlyList<SchemaViolation> Violations { get; init; } = [];

    /// <summary>The tree that it was read from.</summary>
    internal SourceMap Root { get; init; } = null!;

    /// <summary>Where a value stands: that of the path, or of the nearest value above it that there is.</summary>
    internal SourcePosition PositionOf(FieldPath path) => SourcePaths.Locate(Root, path).Position;
}
