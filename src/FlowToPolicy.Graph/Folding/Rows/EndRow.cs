using FlowToPolicy.Identities;

namespace FlowToPolicy.Graph.Folding.Rows;

/// <summary>An end: kind, cluster, namespace, labels, name, identity.</summary>
internal static class EndRow
{
    private const int MaxLabels = 4096;

    public static void Write(RowWriter row, RawEnd end, RowDictionary dictionary)
    {
        row.Byte(TallyRows.Version);
        row.Byte((byte)end.Kind);
        Text(row, end.Cluster, dictionary);
        Text(row, end.Namespace, dictionary);
        Text(row, end.Name.Stem, dictionary);
        row.Byte((byte)end.Name.Shape);
        row.Number(end.Identity);
        row.Count(end.Labels.Count);
        foreach (Label label in end.Labels)
        {
            Text(row, label.Source, dictionary);
            Text(row, label.Key, dictionary);
            Text(row, label.Value, dictionary);
        }
    }

    public static RawEnd Read(ref RowReader row, RowDictionary dictionary)
    {
        TallyRows.CheckVersion(ref row);
        byte kind = row.Byte();
        if (kind > (byte)RawEndKind.Unknown)
        {
            throw new RowException($"{kind} is no kind of end");
        }

        string cluster = dictionary.Text(row.Id()), ns = dictionary.Text(row.Id()), stem = dictionary.Text(row.Id());
        byte shape = row.Byte();
        if (shape > (byte)PodNameShape.CronJob)
        {
            throw new RowException($"{shape} is no shape of a name");
        }

        ulong identity = row.Number();
        if (identity > uint.MaxValue)
        {
            throw new RowException("an identity is too large");
        }

        var labels = new Label[row.Length(MaxLabels)];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = new Label(dictionary.Text(row.Id()), dictionary.Text(row.Id()), dictionary.Text(row.Id()));
        }

        return new RawEnd((RawEndKind)kind, cluster, ns, LabelSet.Of(labels), new PodName(stem, (PodNameShape)shape), (uint)identity);
    }

    private static void Text(RowWriter row, string text, RowDictionary dictionary) => row.Count(dictionary.Texts.NumberOf(text));
}
