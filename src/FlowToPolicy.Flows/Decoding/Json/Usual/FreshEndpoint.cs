using FlowToPolicy.Identities;

namespace FlowToPolicy.Flows.Decoding.Json.Usual;

/// <summary>
/// Takes an endpoint apart that was not seen before. Most pods that are new belong to a workload that is not: labels and owner are
/// compared with those that its numeric identity had last, and only the pod's name is new.
/// </summary>
internal ref struct FreshEndpoint
{
    private uint _id;
    private int _identity;
    private string _cluster;
    private string _namespace;
    private ReadOnlySpan<byte> _pod;
    private LabelSet _labels;
    private (string Kind, string Name) _workload;

    /// <summary>Steps over an endpoint.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the endpoint begins.</param>
    /// <param name="known">What was read before.</param>
    /// <param name="guesses">For numeric identities, the places of their labels and owners.</param>
    public int Read(PaddedText text, int at, EndpointJson known, (int Labels, int Workloads)[] guesses)
    {
        (_cluster, _namespace, _labels, _workload) = ("", "", LabelSet.Empty, ("", ""));
        at = text.Character(at, '{');
        while (at >= 0)
        {
            at = text.Key(at, out ReadOnlySpan<byte> key);
            at = at < 0 ? PaddedText.Unusual : ReadField(key, text, at, known, guesses);
            if (at >= 0 && text.ByteAt(at) == '}')
            {
                return at + 1;
            }

            at = at < 0 ? PaddedText.Unusual : text.Character(at, ',');
        }

        return PaddedText.Unusual;
    }

    /// <summary>A number that nearly always differs between endpoints that differ.</summary>
    public readonly ulong Mark => SliceHash.Of(_pod) ^ (_id * 0x9E3779B97F4A7C15) ^ ((uint)_identity * 0xC2B2AE3D27D4EB4F);

    /// <summary>The endpoint that was read.</summary>
    public readonly Endpoint Make() =>
        new(_id, (uint)_identity, _cluster, _namespace, JsonText.Decode(_pod), _labels, _workload.Kind, _workload.Name);

    private int ReadField(ReadOnlySpan<byte> key, PaddedText text, int at, EndpointJson known, (int Labels, int Workloads)[] guesses)
    {
        ReadOnlySpan<byte> value;
        switch (key.Length)
        {
            case 2 when key.SequenceEqual("ID"u8):
                at = text.Number(at, int.MaxValue, out int id);
                _id = (uint)id;
                return at;
            case 8 when key.SequenceEqual("identity"u8):
                return text.Number(at, int.MaxValue, out _identity);
            case 8 when key.SequenceEqual("pod_name"u8):
                return text.String(at, out _pod);
            case 12 when key.SequenceEqual("cluster_name"u8):
                at = text.String(at, out value);
                _cluster = known.Texts.Get(value);
                return at;
            case 9 when key.SequenceEqual("namespace"u8):
                at = text.String(at, out value);
                _namespace = known.Texts.Get(value);
                return at;
            case 6 when key.SequenceEqual("labels"u8):
                return ReadLabels(text, at, known.Labels, ref guesses[_identity & (guesses.Length - 1)].Labels);
            case 9 when key.SequenceEqual("workloads"u8):
                return ReadWorkloads(text, at, known.Workloads, ref guesses[_identity & (guesses.Length - 1)].Workloads);
            default:
                return text.Value(at);
        }
    }

    private int ReadLabels(PaddedText text, int at, LabelsJson known, ref int guess)
    {
        if (known.TryMatch(guess, text.From(at), out int length, out _labels))
        {
            return at + length;
        }

        int end = text.ByteAt(at) == '[' ? text.Value(at) : PaddedText.Unusual;
        return end >= 0 && known.Find(text.Slice(at, end), out _labels, out guess) is null ? end : PaddedText.Unusual;
    }

    private int ReadWorkloads(PaddedText text, int at, WorkloadsJson known, ref int guess)
    {
        if (known.TryMatch(guess, text.From(at), out int length, out _workload))
        {
            return at + length;
        }

        int end = text.ByteAt(at) == '[' ? text.Value(at) : PaddedText.Unusual;
        return end >= 0 && known.Find(text.Slice(at, end), out _workload, out guess) is null ? end : PaddedText.Unusual;
    }
}
