using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Vocabulary;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Diffing;

/// <summary>Compares two policy sets over what nobody was seen doing.</summary>
internal sealed class UnobservedChanges
{
    private readonly IReadOnlyList<DiffEnd> _ends;
    private readonly PolicySide _before;
    private readonly PolicySide _after;
    private readonly EqualRules _equal;
    private readonly ChangeSearch _search;
    private readonly ProxyConditions _conditions = new();
    private readonly IReadOnlySet<(string Client, string Server, string Port)> _observed;
    private readonly HashSet<(int Client, int Server, PortInterval Ports)> _asked = [];
    private readonly Dictionary<DiffEnd, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<PortInterval, string> _portNames = [];
    private readonly Dictionary<(string Client, string Server, string Port), ConnectionChange> _changes = [];

    /// <summary>Prepares the comparison.</summary>
    /// <param name="before">The first set.</param>
    /// <param name="after">The second set.</param>
    /// <param name="equal">Of which subjects the sets say the same.</param>
    /// <param name="graph">What was observed; its ends and ports are asked too.</param>
    /// <param name="options">What is known of the agents.</param>
    /// <param name="observed">Client, server and port of what was observed and is compared elsewhere.</param>
    /// <param name="texts">The texts of the sets' items.</param>
    public UnobservedChanges(
        PolicySide before,
        PolicySide after,
        EqualRules equal,
        CommunicationGraph? graph,
        EvaluationOptions options,
        IReadOnlySet<(string Client, string Server, string Port)> observed,
        ItemTexts texts)
    {
        var vocabulary = PolicyVocabulary.Of([before.Set, after.Set], options.LocalCluster);
        foreach (Edge edge in graph?.Edges ?? [])
        {
            vocabulary.AddPort(edge.Protocol, edge.Port);
        }

        _observed = observed;
        _ends = DiffEnds.Of(graph, vocabulary, options);
        for (int i = 0; i < _ends.Count; i++)
        {
            _numbers[_ends[i]] = i;
        }

        (_before, _after, _equal) = (before, after, equal);
        _search = new ChangeSearch(_before, _after, _ends, vocabulary.Ports, graph, texts);
    }

    public IEnumerable<ConnectionChange> Changes => _changes.Values;

    public int Unchanged { get; private set; }

    public int Unjudged { get; private set; }

    /// <summary>Asks about every connection that may change.</summary>
    public void Compare()
    {
        foreach (DiffEnd subject in _ends.Where(end => end.HasPolicies))
        {
            foreach ((DiffEnd peer, PortInterval ports) in About(subject, PolicyDirection.Egress))
            {
                Ask(subject, peer, ports);
            }

            foreach ((DiffEnd peer, PortInterval ports) in About(subject, PolicyDirection.Ingress))
            {
                Ask(peer, subject, ports);
            }
        }
    }

    private IEnumerable<(DiffEnd Peer, PortInterval Ports)> About(DiffEnd subject, PolicyDirection direction) =>
        _equal.About(direction, subject.End.Labels) ? [] : _search.About(subject, direction);

    private void Ask(DiffEnd client, DiffEnd server, PortInterval ports)
    {
        if (!_portNames.TryGetValue(ports, out string? portName))
        {
            _portNames[ports] = portName = ports.ToString();
        }

        var key = (client.Name, server.Name, portName);
        if (!_asked.Add((_numbers[client], _numbers[server], ports)) || _observed.Contains(key))
        {
            return;
        }

        ConnectionState was = _before.Judge(client, server, ports.Protocol, ports.First), becomes = _after.Judge(client, server, ports.Protocol, ports.First);
        if (was.Verdict == ReplayVerdict.Unjudged || becomes.Verdict == ReplayVerdict.Unjudged)
        {
            Unjudged++;
            return;
        }

        ChangeClass? change = (was.Verdict, becomes.Verdict) switch
        {
            (ReplayVerdict.Admitted, ReplayVerdict.Denied) => ChangeClass.Closes,
            (ReplayVerdict.Denied, ReplayVerdict.Admitted) => ChangeClass.Opens,
            (ReplayVerdict.Admitted, _) when _conditions.Of(was) != _conditions.Of(becomes) => ChangeClass.Filters,
            _ => null,
        };
        if (change is not { } found)
        {
            Unchanged++;
            return;
        }

        _changes.TryAdd(key, new ConnectionChange
        {
            Class = found,
            Client = client.Name,
            Server = server.Name,
            Ports = portName,
            Before = was.Rules,
            After = becomes.Rules,
        });
    }
}
