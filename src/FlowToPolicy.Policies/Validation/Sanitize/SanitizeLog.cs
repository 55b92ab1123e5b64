using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Sanitize;

/// <summary>Collects what the checks find in one policy.</summary>
/// <param name="options">The agent.</param>
/// <param name="document">What the policy was read from; null when it was made by a program.</param>
internal sealed class SanitizeLog(SanitizeOptions options, PolicyDocument? document)
{
    private readonly List<SanitizeFinding> _findings = [];

    /// <summary>The agent.</summary>
    public SanitizeOptions Options => options;

    /// <summary>What was found, in the order of the checks.</summary>
    public IReadOnlyList<SanitizeFinding> Findings => _findings;

    /// <summary>Whether the agent is of that version or a later one.</summary>
    public bool IsSince(int minor) => options.Version >= new CiliumVersion(1, minor);

    /// <summary>Adds a finding.</summary>
    public void Add(SanitizeCheck check, FieldPath path, string message) =>
        _findings.Add(new SanitizeFinding(check, path, document?.PositionOf(path) ?? default, message));

    /// <summary>Adds a finding when something is wrong.</summary>
    public void AddIf(bool isWrong, SanitizeCheck check, FieldPath path, string message)
    {
        if (isWrong)
        {
            Add(check, path, message);
        }
    }
}

/// <summary>The list that an item stands in.</summary>
/// <param name="Name">The list's name, e.g. <c>ingressDeny</c>.</param>
/// <param name="IsNodePolicy">Whether its rule is about nodes.</param>
/// <param name="IsClusterwide">Whether its policy is cluster-wide.</param>
internal sealed record ItemPlace(string Name, bool IsNodePolicy, bool IsClusterwide)
{
    /// <summary>Whether it is about ingress.</summary>
    public bool IsIngress => Name.StartsWith("ingress", StringComparison.Ordinal);

    /// <summary><c>from</c> or <c>to</c>.</summary>
    public string Side => IsIngress ? "from" : "to";
}
