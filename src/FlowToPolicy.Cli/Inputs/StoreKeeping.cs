using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>Writes batches to a store and keeps it small: old hours become days, and what is too old goes.</summary>
/// <param name="store">The store.</param>
/// <param name="retain">How long things are kept; null for ever.</param>
/// <param name="clock">The time.</param>
/// <param name="tell">Takes what went wrong with the keeping, which is no failure of the recording.</param>
internal sealed class StoreKeeping(WindowStore store, TimeSpan? retain, TimeProvider clock, Action<string> tell)
{
    private long _keptHour;
    private long _edges = store.Edges;

    /// <summary>How many distinct edges the store held after the last batch. Any thread may ask.</summary>
    public long Edges => Volatile.Read(ref _edges);

    /// <summary>Failures that no later try can overcome.</summary>
    public static bool IsFinal(Exception failure) => failure is StoreException
    {
        Failure: StoreFailure.OtherCluster or StoreFailure.OtherSelection or StoreFailure.Recording or StoreFailure.Newer or StoreFailure.Corrupt or StoreFailure.NotADatabase or StoreFailure.NotAStore
    };

    /// <summary>Writes one batch, all or nothing; once an hour the store is tidied afterwards.</summary>
    /// <exception cref="StoreException">It was not written.</exception>
    public void Commit(RecordedBatch batch)
    {
        store.Commit(batch);
        Volatile.Write(ref _edges, store.Edges);
        long now = clock.GetUtcNow().UtcTicks;
        if (now / TimeSpan.TicksPerHour == _keptHour)
        {
            return;
        }

        _keptHour = now / TimeSpan.TicksPerHour;
        try
        {
            store.FoldDays(now);
            if (retain is { } age)
            {
                store.Prune(now - age.Ticks);
            }
        }
        catch (StoreException failure)
        {
            // The batch is written: thrown on, it would be taken for one that is not, and be written twice.
            tell($"old hours could not be tidied up ({failure.Message}); it is tried again in an hour");
        }
    }
}
