using System.Collections;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Synthesis.Comments;

/// <summary>
/// The evidence of one port of a rule as lines for comments. They are put into words whenever they are read: only a writer reads them, one file at a
/// time, and a large proposal has millions.
/// </summary>
internal sealed class EvidenceLines : IReadOnlyList<string>
{
    private readonly EvidenceDetail _detail;
    private readonly Edge? _whole;
    private readonly EvidencePart[] _parts;

    private EvidenceLines(EvidenceDetail detail, Edge? whole, EvidencePart[] parts) => (_detail, _whole, _parts) = (detail, whole, parts);

    /// <inheritdoc/>
    public int Count => _detail == EvidenceDetail.Summary ? 1 : Words().Count;

    /// <inheritdoc/>
    public string this[int index] => Words()[index];

    /// <summary>The lines of a port that one edge needs as a whole.</summary>
    public static IReadOnlyList<string> Of(EvidenceDetail detail, Edge whole) => detail == EvidenceDetail.None ? [] : new EvidenceLines(detail, whole, []);

    /// <summary>The lines of a port that parts of edges need; without any it is a derived one.</summary>
    public static IReadOnlyList<string> Of(EvidenceDetail detail, IEnumerable<EvidencePart> parts) =>
        detail == EvidenceDetail.None ? [] : new EvidenceLines(detail, null, [.. parts]);

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => Words().GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IReadOnlyList<string> Words()
    {
        var sum = new EvidenceSum();
        if (_whole is not null)
        {
            sum.Add(EvidencePart.Whole(_whole));
        }

        foreach (EvidencePart part in _parts)
        {
            sum.Add(part);
        }

        return sum.Lines(_detail);
    }
}
