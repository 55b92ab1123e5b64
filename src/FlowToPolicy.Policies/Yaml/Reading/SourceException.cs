using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Yaml.Reading;

/// <summary>The text is no YAML that can be read.</summary>
internal sealed class SourceException(SourcePosition position, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Where.</summary>
    public SourcePosition Position { get; } = position;
}
