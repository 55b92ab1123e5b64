using FlowToPolicy.Graph.Folding;

namespace FlowToPolicy.Recorder.Stores;

/// <summary>One store, one cluster: policies are for one, and namesakes of two would be taken for one workload.</summary>
internal static class ClusterCheck
{
    /// <summary>Lets tallies in whose nodes are of the store's cluster, or name none. The first name that comes is remembered.</summary>
    public static void Admit(IEnumerable<GraphTally> tallies, string known, string path, Action<string> remember)
    {
        foreach (GraphTally tally in tallies)
        {
            foreach (string name in tally.HomeClusters.Values.ToArray())
            {
                Admit(name, known, path, remember);
                known = name;
            }
        }
    }

    /// <summary>Lets one cluster in.</summary>
    /// <param name="name">The cluster of the flows; empty when they name none.</param>
    /// <param name="known">The store's cluster; empty when it has none yet.</param>
    /// <param name="path">The store.</param>
    /// <param name="remember">Takes the name when the store has none yet.</param>
    public static void Admit(string name, string known, string path, Action<string> remember)
    {
        if (known.Length == 0 && name.Length > 0)
        {
            remember(name);
        }
        else if (name.Length > 0 && name != known)
        {
            throw new StoreException(
                StoreFailure.OtherCluster, $"the store {path} holds the cluster '{known}', and these flows are of the cluster '{name}'; give each cluster its own file with --store.");
        }
    }
}
