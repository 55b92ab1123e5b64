using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>A Kubernetes service of the cluster, as far as <c>toServices</c> asks for it.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Labels">Its own labels.</param>
public sealed record KnownService(string Namespace, string Name, LabelSet Labels)
{
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
