using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>A Kubernetes service of the cluster, as far as <c>toServices</c> asks for it.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Labels">Its own labels.</param>
public sealed record KnownService(string Namespace, string Name, LabelSet Labels)
{
    /// <summary>The labels of the pods behind it; empty for a service without selector, null when not known.</summary>
    public IReadOnlyDictionary<string, string>? Selector { get; init; }

    /// <summary>The addresses behind a service without selector (its EndpointSlices); null when not known.</summary>
    public IReadOnlyList<Address>? Backends { get; init; }

    /// <summary>Whether an entry of <c>toServices</c> means this service.</summary>
    public bool IsSelectedBy(ServiceSelector selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        if (selector.Namespace.Length > 0 && selector.Namespace != Namespace)
        {
            return false;
        }

        return selector.Selector is { } labels
            ? Compilation.SelectorCompiler.Requirements(labels).TrueForAll(requirement => requirement.Holds(Labels))
            : selector.Name == Name;
    }
}
