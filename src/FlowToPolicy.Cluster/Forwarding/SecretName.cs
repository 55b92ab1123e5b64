using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace FlowToPolicy.Cluster.Forwarding;

/// <summary>The name of a secret.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
public sealed partial record SecretName(string Namespace, string Name)
{
    /// <summary>Reads <c>NAMESPACE/NAME</c>. False when one of them is no name of Kubernetes.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SecretName? name)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('/');
        name = parts.Length == 2 && IsName(parts[0]) && IsName(parts[1]) ? new SecretName(parts[0], parts[1]) : null;
        return name is not null;
    }

    /// <summary>Whether a text is a name of Kubernetes (RFC 1123), and so can be no option of kubectl.</summary>
    public static bool IsName(string text) => text is { Length: > 0 and <= 253 } && Pattern().IsMatch(text);

    /// <summary><c>NAMESPACE/NAME</c>.</summary>
    public override string ToString() => $"{Namespace}/{Name}";

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
