using System.Text.Json;
using System.Text.RegularExpressions;
using FlowToPolicy.Cluster.Inventories;
using FlowToPolicy.Cluster.Objects;
using FlowToPolicy.Cluster.Running;

namespace FlowToPolicy.Cluster;

/// <summary>Reads policies, CIDR groups and the inventory of a live cluster, kind by kind.</summary>
/// <param name="kubectl">Reads them.</param>
/// <param name="report">Is told what is read next; may be null.</param>
public sealed partial class ClusterReader(Kubectl kubectl, Action<KubectlQuery>? report = null)
{
    /// <summary>Whether a text can be the name of a namespace (an RFC 1123 label).</summary>
    public static bool IsNamespaceName(string text) => NamespaceName().IsMatch(text);

    /// <summary>
    /// Reads all that there is to read. What is forbidden, not installed or too slow becomes a gap, as long as the kinds that hold policies can be
    /// read at all. Fails with <see cref="ClusterException"/> when they cannot.
    /// </summary>
    /// <param name="namespaces">The namespaces to read; none means all.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async Task<ClusterContents> ReadAsync(IReadOnlyList<string> namespaces, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(namespaces);
        if (namespaces.FirstOrDefault(n => !IsNamespaceName(n)) is { } wrong)
        {
            throw new ClusterException($"'{wrong}' is no name of a namespace.");
        }

        string[] spaces = [.. namespaces.Distinct().Order(StringComparer.Ordinal)];
        var run = new Run(kubectl, report);
        foreach (ClusterResource resource in ClusterResource.OfPolicies)
        {
            await run.ReadAsync(resource, spaces, isVital: true, run.AddObject, cancel).ConfigureAwait(false);
        }

        if (run.Gaps.Count > 0 && run.Gaps.Count == run.Asked)
        {
            ClusterGap worst = run.Gaps.Find(g => g.Failure == ClusterFailure.Forbidden) ?? run.Gaps[0];
            throw new ClusterException(worst.Failure, $"no policies could be read: {worst.Message}", [.. run.Gaps.Where(g => g != worst).Select(g => g.Message)]);
        }

        var inventory = new InventoryReader();
        foreach (ClusterResource resource in ClusterResource.OfInventory)
        {
            await run.ReadAsync(resource, spaces, isVital: false, inventory.Add, cancel).ConfigureAwait(false);
        }

        return new ClusterContents(run.Sorted(), inventory.Build(), run.Gaps, spaces);
    }

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\z")]
    private static partial Regex NamespaceName();

    /// <summary>What one reading has so far.</summary>
    private sealed class Run(Kubectl kubectl, Action<KubectlQuery>? report)
    {
        private readonly List<ClusterObject> _objects = [];

        public List<ClusterGap> Gaps { get; } = [];

        public int Asked { get; private set; }

        public void AddObject(ClusterResource resource, JsonElement item)
        {
            JsonElement metadata = item.Object("metadata");
            if (metadata.Text("name") is { Length: > 0 } name)
            {
                _objects.Add(new ClusterObject(resource, resource.IsNamespaced ? metadata.Text("namespace") : "", name, ObjectYaml.Of(item)));
            }
        }

        public IReadOnlyList<ClusterObject> Sorted() =>
        [
            .. _objects.OrderBy(o => o.Namespace, StringComparer.Ordinal)
                .ThenBy(o => o.Resource.Kind, StringComparer.Ordinal)
                .ThenBy(o => o.Name, StringComparer.Ordinal),
        ];

        /// <summary>Reads the objects of a kind; without it being vital, whatever goes wrong is a gap.</summary>
        public async Task ReadAsync(
            ClusterResource resource, string[] spaces, bool isVital, Action<ClusterResource, JsonElement> take, CancellationToken cancel)
        {
            bool isLimited = resource.IsNamespaced || resource == ClusterResource.Namespaces;
            foreach (string space in isLimited && spaces.Length > 0 ? spaces : [""])
            {
                var query = new KubectlQuery(resource, space);
                report?.Invoke(query);
                Asked++;
                try
                {
                    await AskAsync(query, item => take(resource, item), cancel).ConfigureAwait(false);
                }
                catch (ClusterException failure) when (failure.Failure is ClusterFailure.Forbidden or ClusterFailure.NoSuchKind || !isVital)
                {
                    Gaps.Add(new ClusterGap(resource.Name, space, failure.Failure, failure.Message));
                }
            }
        }

        private Task<bool> AskAsync(KubectlQuery query, Action<JsonElement> take, CancellationToken cancel) => kubectl.GetAsync(
            query,
            async (answer, stop) =>
            {
                await ListItems.ReadAsync(answer, take, stop).ConfigureAwait(false);
                return true;
            },
            cancel);
    }
}
