namespace FlowToPolicy.Flows.Relay;

/// <summary>
/// What a relay said of its nodes during one stream. Errors of nodes never fail the call itself, so that a request that
/// every node refuses looks like one without flows.
/// </summary>
internal sealed class NodeBook
{
    private const int MostNames = 5;
    private readonly HashSet<string> _connected = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unavailable = new(StringComparer.Ordinal);
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);
    private string _error = "";

    /// <summary>Takes a notice.</summary>
    public void Add(NodeStatus status)
    {
        switch (status.State)
        {
            case NodeState.Connected:
                _connected.UnionWith(status.Nodes);
                break;
            case NodeState.Unavailable:
                _unavailable.UnionWith(status.Nodes);
                break;
            case NodeState.Error:
                _failed.UnionWith(status.Nodes);
                _error = _error.Length == 0 ? status.Message : _error;
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// Why no flow came or can come: every node refused or failed, or none is reachable. Null when flows may come.
    /// </summary>
    /// <param name="ended">Whether the stream has ended; before, nodes of which nothing was said yet may follow.</param>
    public string? Hopeless(bool ended) =>
        !ended && _connected.Count == 0 ? null
        : _failed.Count > 0 && _connected.IsSubsetOf(_failed)
            ? $"every node behind the relay answered with an error ({_error}): look at the filters, and at the agents on {Names(_failed.Order(StringComparer.Ordinal))}"
        : _connected.Count == 0 && _failed.Count == 0 && _unavailable.Count > 0
            ? $"the relay reaches none of its nodes ({Names(_unavailable)}): look at the agents and their port 4244"
        : null;

    private static string Names(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return string.Join(", ", all.Take(MostNames)) + (all.Length > MostNames ? $" and {all.Length - MostNames} more" : "");
    }
}
