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
                if (known.Length == 0)
                {
                    remember(name);
                    known = name;
                }
                else if (name != known)
                {
                    throw new StoreException(
                        StoreFailure.OtherCluster, $"the store {path} holds the cluster '{known}', and these flows are of the cluster '{name}'; give each cluster its own file with --store.");
                }
            }
        }
    }
}
