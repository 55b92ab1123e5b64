using FlowToPolicy.Identities;

namespace FlowToPolicy.Flows;

/// <summary>
/// A pod filter as <c>hubble observe --pod</c> takes it: <c>ns/prefix</c>, <c>ns/</c> for a whole namespace,
/// <c>/prefix</c> for any namespace; a bare <c>prefix</c> means the namespace <c>default</c>.
/// </summary>
/// <param name="Namespace">The namespace; empty for any.</param>
/// <param name="Prefix">What the pod's name starts with; empty for any pod.</param>
public readonly record struct PodPattern(string Namespace, string Prefix)
{
    /// <summary>Reads a filter. A bare name gets the namespace <paramref name="bareNamespace"/>.</summary>
    public static PodPattern Parse(string text, string bareNamespace = "default")
    {
        ArgumentNullException.ThrowIfNull(text);
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new PodPattern(bareNamespace, text) : new PodPattern(text[..slash], text[(slash + 1)..]);
    }

    /// <summary>
    /// Whether <paramref name="endpoint"/> is such a pod. Its namespace is that of the field, as in Hubble, or that of its
    /// label, which old or masked flows may have alone.
    /// </summary>
    public bool Matches(Endpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (!endpoint.PodName.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        if (Namespace.Length == 0)
        {
            return endpoint.PodName.Length > 0 || endpoint.Namespace.Length > 0;
        }

        return endpoint.Namespace == Namespace || endpoint.Labels.FindK8s(LabelKeys.Namespace) == Namespace;
    }

    /// <summary>The filter in the spelling that Hubble's API takes, always with a slash.</summary>
    public override string ToString() => $"{Namespace}/{Prefix}";
}
