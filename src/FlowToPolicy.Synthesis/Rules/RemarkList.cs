namespace FlowToPolicy.Synthesis.Rules;

/// <summary>Collects remarks about one proposal.</summary>
internal sealed class RemarkList
{
    private readonly List<Remark> _remarks = [];

    /// <summary>Adds one.</summary>
    public void Add(RemarkKind kind, long count, string text, string subject = "", string peer = "", string port = "") =>
        _remarks.Add(new Remark { Kind = kind, Count = count, Text = text, Subject = subject, Peer = peer, Port = port });

    /// <summary>Adds several.</summary>
    public void AddRange(IEnumerable<Remark> remarks) => _remarks.AddRange(remarks);

    /// <summary>Adds those of another list, in their order.</summary>
    public void AddRange(RemarkList other) => _remarks.AddRange(other._remarks);

    /// <summary>All of them, sorted.</summary>
    public IReadOnlyList<Remark> Sorted() =>
    [
        .. _remarks.OrderBy(r => r.Kind).ThenBy(r => r.Subject, StringComparer.Ordinal).ThenBy(r => r.Peer, StringComparer.Ordinal)
            .ThenBy(r => r.Port, StringComparer.Ordinal),
    ];
}
