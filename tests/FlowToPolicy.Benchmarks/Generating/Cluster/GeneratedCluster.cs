namespace FlowToPolicy.Benchmarks.Generating.Cluster;

/// <summary>The cluster of a log: nodes, workloads with the pods that run at present, edges.</summary>
internal sealed class GeneratedCluster
{
    private const int RolloutsOfWorkload = 3;
    /// <summary>Ordinals of StatefulSets have fewer digits than the letters of generated names, or they could be taken for them.</summary>
    private const int Ordinals = 10_000;

    private readonly GeneratedWorkload[] _all;
    private readonly int[] _rollouts;
    private readonly SeededRandom _random;
    private int _serial;

    /// <summary>Makes it and starts its pods.</summary>
    public GeneratedCluster(LogSettings settings, SeededRandom random)
    {
        _random = random;
        Nodes = [.. Enumerable.Range(0, settings.Nodes).Select(i => new GeneratedNode(i))];
        Dns = GeneratedWorkload.Dns();
        GeneratedWorkload[] workloads = [.. Enumerable.Range(0, settings.Workloads).Select(i => new GeneratedWorkload(i, settings.Workloads))];
        Edges = new EdgeMaker(random, workloads, Dns).Make(settings.Edges);
        _all = [.. workloads, Dns];
        _rollouts = new int[_all.Length];
        foreach (GeneratedWorkload workload in _all)
        {
            RollOut(workload, 0);
        }
    }

    /// <summary>The nodes.</summary>
    public GeneratedNode[] Nodes { get; }

    /// <summary>The cluster's DNS.</summary>
    public GeneratedWorkload Dns { get; }

    /// <summary>The edges, the busiest first.</summary>
    public GeneratedEdge[] Edges { get; }

    /// <summary>The API server.</summary>
    public GeneratedEnd ApiServer { get; } = OutsideEnds.ApiServer();

    /// <summary>How many rollouts there are in the whole window.</summary>
    public int Rollouts => _all.Length * RolloutsOfWorkload;

    /// <summary>Replaces the pods of some workload by new ones.</summary>
    public void RollOutSomeWorkload()
    {
        int index = _random.Below(_all.Length);
        RollOut(_all[index], ++_rollouts[index]);
    }

    /// <summary>A running pod of a workload.</summary>
    public GeneratedEnd PodOf(GeneratedWorkload workload) => workload.Slots[_random.Below(workload.Slots.Length)];

    /// <summary>A pod that nobody has seen before.</summary>
    public GeneratedEnd FreshPodOf(GeneratedWorkload workload) => workload.StartPod(_serial++, _random.Below(Nodes.Length), _random.Below(Ordinals), 0);

    private void RollOut(GeneratedWorkload workload, int rollout)
    {
        for (int slot = 0; slot < workload.Slots.Length; slot++)
        {
            workload.Slots[slot] = workload.StartPod(_serial++, _random.Below(Nodes.Length), slot, rollout);
        }
    }
}
