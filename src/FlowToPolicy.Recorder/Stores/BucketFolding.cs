using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Graph.Folding.Rows;

namespace FlowToPolicy.Recorder.Stores;

/// <summary>Makes old hours smaller, and forgets what nobody names any more.</summary>
internal static class BucketFolding
{
    /// <summary>Adds the hours of a day up to the day. In which hours an edge was seen stays known (<see cref="EdgeTally.Hours"/>).</summary>
    public static void Fold(Database database, Bucket day, RowDictionary dictionary, RowWriter writer)
    {
        var sum = new GraphTally();
        for (long hour = day.Hour; hour < day.Hour + Bucket.Day; hour++)
        {
            BucketTable.AddTo(sum, database, Bucket.OfHour(hour), dictionary);
            BucketTable.Delete(database, Bucket.OfHour(hour));
        }

        BucketTable.Add(database, day, sum, dictionary, writer);
    }

    /// <summary>Deletes texts, ends and edges that no row names.</summary>
    public static void Sweep(Database database, RowDictionary dictionary)
    {
        dictionary.Texts.Watch();
        dictionary.Ends.Watch();
        dictionary.Edges.Watch();
        foreach (Bucket bucket in BucketTable.Buckets(database))
        {
            BucketTable.AddTo(new GraphTally(), database, bucket, dictionary);
        }

        DictionaryTable.DeleteUnused(database, dictionary);
    }
}
