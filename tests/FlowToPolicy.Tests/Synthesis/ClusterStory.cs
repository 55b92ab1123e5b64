using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Tests.Synthesis;

/// <summary>
/// Tells who calls whom, and makes a graph of it: <c>Cluster().Workload("shop/web", "app=web").Calls("shop/api", 8080)</c>.
/// Who is called without being introduced is a Deployment with the label <c>app</c>. The names host, remote-node, kube-apiserver,
/// ingress, unmanaged, world and unknown mean these ends.
/// </summary>
internal sealed class ClusterStory
{
    private readonly Dictionary<string, Party> _parties = [];
    private readonly List<Call> _calls = [];

    /// <summary>Whether labels and ends name clusters.</summary>
    public bool IsMesh { get; private set; }

    /// <summary>Starts a story.</summary>
    public static ClusterStory Cluster() => new();

    /// <summary>The cluster is one of several; workloads of others are named <c>west:shop/web</c>, its own <c>home:shop/web</c> or <c>shop/web</c>.</summary>
    public ClusterStory InMesh()
    {
        IsMesh = true;
        return this;
    }

    /// <summary>Introduces a workload, or one more label set of it.</summary>
    public Party Workload(string name, params string[] labels) => Get(name).With(labels);

    /// <summary>Introduces a workload of another kind than Deployment.</summary>
    public Party Workload(string name, string kind, string[] labels) => Get(name, kind).With(labels);

    /// <summary>An end that is no workload.</summary>
    public Party End(string name) => Get(name);

    /// <summary>The graph.</summary>
    public CommunicationGraph Graph()
    {
        List<End> ends = [.. _parties.Values.Select(party => party.ToEnd()).Order(FlowToPolicy.Graph.End.Order)];
        return new CommunicationGraph
        {
            Ends = ends,
            Edges =
            [
                .. _calls.Select(call => call.ToEdge()).OrderBy(e => e.Client, FlowToPolicy.Graph.End.Order)
                    .ThenBy(e => e.Server, FlowToPolicy.Graph.End.Order).ThenBy(e => e.Protocol).ThenBy(e => e.Port),
            ],
            Window = new ObservationWindow(),
            Accounting = new Accounting(),
            HomeClusters = IsMesh ? ["home"] : [],
            IsMesh = IsMesh,
        };
    }

    /// <summary>The proposal.</summary>
    public Proposal Propose(ProposalOptions? options = null) => ProposalBuilder.Build(Graph(), options ?? new ProposalOptions());

    internal Party Get(string name, string kind = "Deployment")
    {
        string key = kind == "Deployment" ? name : $"{name} ({kind})";
        if (!_parties.TryGetValue(key, out Party? party))
        {
            _parties[key] = party = new Party(this, name, kind);
        }

        return party;
    }

    internal void Add(Call call) => _calls.Add(call);
}
