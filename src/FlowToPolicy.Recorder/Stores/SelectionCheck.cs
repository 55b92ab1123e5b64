namespace FlowToPolicy.Recorder.Stores;

/// <summary>
/// One store, one part of the cluster's flows: a time that was read for one namespace would else count as covered for all others too.
/// </summary>
internal static class SelectionCheck
{
    /// <summary>Lets flows in that were selected as the store's were; a store that is still empty takes the selection over.</summary>
    /// <param name="selection">Which flows come, in words; empty for all.</param>
    /// <param name="known">Which flows the store holds, in words; empty for all.</param>
    /// <param name="isEmpty">Whether it holds none yet.</param>
    /// <param name="path">The store.</param>
    /// <param name="remember">Takes the selection when it is the first one.</param>
    public static void Admit(string selection, string known, bool isEmpty, string path, Action<string> remember)
    {
        if (selection == known)
        {
            return;
        }

        if (!isEmpty)
        {
            throw new StoreException(
                StoreFailure.OtherSelection,
                $"the store {path} holds {Words(known)}, and {Words(selection)} would come: of neither it could be said then how much was recorded; give each its own file with --store.");
        }

        remember(selection);
    }

    private static string Words(string selection) => selection.Length == 0 ? "all flows" : $"only flows of {selection}";
}
