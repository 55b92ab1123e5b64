using FlowToPolicy.Policies.Evaluation.Compilation;

namespace FlowToPolicy.Policies.Evaluation;

/// <summary>The ports of one protocol, cut where any entry begins or ends, with a judgement for each piece once it was asked for.</summary>
internal sealed class PortTable
{
    // Beginnings of the pieces; the first piece begins at port 0.
    private readonly ushort[] _starts;
    private readonly Judgement?[] _judgements;

    /// <summary>Cuts the ports.</summary>
    public PortTable(PeerHit[] hits, ProtocolSet protocol)
    {
        var starts = new List<ushort>();
        foreach (PeerHit hit in hits)
        {
            foreach (PortRange range in hit.Entry.Ports)
            {
                if ((range.Protocols & protocol) == 0)
                {
                    continue;
                }

                if (range.First > 0)
                {
                    starts.Add(range.First);
                }

                if (range.Last < ushort.MaxValue)
                {
                    starts.Add((ushort)(range.Last + 1));
                }
            }
        }

        starts.Sort();
        _starts = new ushort[starts.Count];
        int count = 0;
        foreach (ushort start in starts)
        {
            if (count == 0 || _starts[count - 1] != start)
            {
                _starts[count++] = start;
            }
        }

        Array.Resize(ref _starts, count);
        _judgements = new Judgement?[_starts.Length + 1];
    }

    /// <summary>The judgement of the piece that holds the port; null as long as nobody put one there.</summary>
    public ref Judgement? At(ushort port)
    {
        int at = Array.BinarySearch(_starts, port);
        return ref _judgements[at >= 0 ? at + 1 : ~at];
    }
}
