using FlowToPolicy.Synthesis.Comments;

namespace FlowToPolicy.Synthesis.Rules;

/// <summary>A port that a peer needs, and why.</summary>
internal sealed class PortUse(ServicePort port)
{
    /// <summary>The port.</summary>
    public ServicePort Port { get; } = port;

    /// <summary>Whether it carries DNS.</summary>
    public bool IsDns { get; set; }

    /// <summary>What was seen; nothing for a derived one.</summary>
    public EvidenceSum Evidence { get; } = new();
}
