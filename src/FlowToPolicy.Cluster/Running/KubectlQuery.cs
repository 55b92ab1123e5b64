using System.Globalization;

namespace FlowToPolicy.Cluster.Running;

/// <summary>What one run of kubectl asks for. It can only ever read.</summary>
/// <param name="Resource">The kind of objects.</param>
/// <param name="Namespace">The namespace; empty for all. For <see cref="ClusterResource.Namespaces"/>, the one that is read.</param>
public sealed record KubectlQuery(ClusterResource Resource, string Namespace = "")
{
    /// <summary>The name of the one object that is asked for; empty for a list. It must be a name of Kubernetes, so that it can be no option.</summary>
    public string Name { get; init; } = "";

    /// <summary>
    /// The arguments. Every value is in one piece with its option, so that no value can become an option of its own.
    /// </summary>
    public IReadOnlyList<string> Arguments(KubectlSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var arguments = new List<string> { "get", Resource.Name };
        if (Name.Length > 0)
        {
            arguments.Add(Name);
        }

        if (Resource.IsNamespaced)
        {
            arguments.Add(Namespace.Length == 0 ? "--all-namespaces" : $"--namespace={Namespace}");
        }
        else if (Namespace.Length > 0)
        {
            // As a list, so that the answer has the usual form and a namespace that does not exist is no error.
            arguments.Add($"--field-selector=metadata.name={Namespace}");
        }

        arguments.Add("--output=json");
        arguments.Add(string.Create(CultureInfo.InvariantCulture, $"--request-timeout={(long)settings.RequestTimeout.TotalMilliseconds}ms"));
        if (settings.Kubeconfig is { } file)
        {
            arguments.Add($"--kubeconfig={file}");
        }

        if (settings.Context is { } context)
        {
            arguments.Add($"--context={context}");
        }

        return arguments;
    }

    /// <summary>What is asked for, in words: <c>pods in namespace shop</c>.</summary>
    public override string ToString() =>
        Name.Length > 0 ? $"{Resource.Name} {Namespace}/{Name}" : Namespace.Length == 0 ? Resource.Name : Resource.IsNamespaced ? $"{Resource.Name} in namespace {Namespace}" : $"{Resource.Name} {Namespace}";
}
