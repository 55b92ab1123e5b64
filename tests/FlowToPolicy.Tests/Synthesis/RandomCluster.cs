using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Tests.Synthesis;

/// <summary>Makes graphs with all that is awkward: equal labels, subsets, rollouts, pods without labels, nodes, the world, DNS, denials.</summary>
internal sealed class RandomCluster
{
    private static readonly string[] Keys = ["app", "app.kubernetes.io/name", "app.kubernetes.io/component", "tier", "team", "version", "k8s-app", "role"];
    private static readonly string[] Others = ["host", "remote-node", "kube-apiserver", "ingress", "unmanaged", "unknown"];

    private readonly Random _random;
    private readonly ClusterStory _story = ClusterStory.Cluster();
    private readonly List<(string Name, string Kind)> _workloads = [];
    private readonly HashSet<(string, string, Protocol, int)> _edges = [];

    private RandomCluster(int seed)
    {
        _random = new Random(seed);
        if (seed % 4 == 0)
        {
            _story.InMesh();
        }
    }

    /// <summary>The story of a seed.</summary>
    public static ClusterStory Story(int seed)
    {
        var cluster = new RandomCluster(seed);
        cluster.AddWorkloads(3 + (seed % 17));
        cluster.AddEdges(10 + (seed % 60));
        return cluster._story;
    }

    private string Pick(string[] from) => from[_random.Next(from.Length)];

    private bool Chance(int percent) => _random.Next(100) < percent;

    private void AddWorkloads(int count)
    {
        string[] namespaces = ["shop", "pay", "kube-system"];
        string[] clusters = _story.IsMesh ? ["home:", "west:"] : [""];
        for (int i = 0; i < count; i++)
        {
            string kind = Chance(10) ? "StatefulSet" : "Deployment";
            string name = $"{Pick(clusters)}{Pick(namespaces)}/w{_random.Next(count)}";
            Party party = _story.Workload(name, kind, []);
            _workloads.Add((name, kind));
            if (Chance(5))
            {
                party.WithoutLabels();
                continue;
            }

            for (int variants = Chance(30) ? 2 : 1; variants > 0; variants--)
            {
                string[] labels = [.. Keys.Where(_ => Chance(40)).Select(key => $"{key}=v{_random.Next(3)}")];
                string[] account = Chance(50) ? [$"{LabelKeys.ServiceAccount}=sa{_random.Next(2)}"] : [];
                string[] all = [.. labels, .. account];
                _ = all.Length == 0 ? party.Bare() : party.With(all);
            }
        }
    }

    private void AddEdges(int count)
    {
        for (int i = 0; i < count; i++)
        {
            (string name, string kind) = _workloads[_random.Next(_workloads.Count)];
            Party party = _story.Get(name, kind);
            int what = _random.Next(100);
            if (what < 50)
            {
                (string other, string otherKind) = _workloads[_random.Next(_workloads.Count)];
                Add(party, name + kind, _story.Get(other, otherKind), other + otherKind);
            }
            else if (what < 60)
            {
                Ask(party, name + kind);
            }
            else if (what < 75)
            {
                string other = Pick(Others);
                bool calls = other == "unknown" || Chance(50);
                (Party client, Party server) = calls ? (party, _story.End(other)) : (_story.End(other), party);
                Add(client, calls ? name + kind : other, server, calls ? other : name + kind);
            }
            else
            {
                AddWorld(party, name + kind, calls: Chance(60));
            }
        }
    }

    private void Ask(Party party, string name)
    {
        Party resolver = _story.Get(_story.IsMesh ? "home:kube-system/coredns" : "kube-system/coredns");
        Protocol protocol = Chance(80) ? Protocol.Udp : Protocol.Tcp;
        if (_edges.Add((name, "coredns", protocol, 53)))
        {
            _story.Add(new Call(party, resolver, protocol, 53, Outcome()) { ThroughDnsProxy = Chance(50), QueriedNames = ["a.example.com", "b.example.com."] });
        }
    }

    private void Add(Party client, string clientName, Party server, string serverName)
    {
        (Protocol protocol, int port) = Port();
        if (_edges.Add((clientName, serverName, protocol, port)))
        {
            _story.Add(new Call(client, server, protocol, port, Outcome()));
        }
    }

    private void AddWorld(Party party, string name, bool calls)
    {
        int port = Chance(15) ? 53 : 440 + _random.Next(4);
        Protocol protocol = Chance(80) ? Protocol.Tcp : Protocol.Udp;
        string world = calls ? "to-world" : "from-world";
        if (!_edges.Add((name, world, protocol, port)))
        {
            return;
        }

        List<WorldCall> addresses = [];
        foreach (int last in Enumerable.Range(1, 9).Where(_ => Chance(40)))
        {
            string[] names = calls ? [.. Enumerable.Range(0, 3).Where(_ => Chance(40)).Select(n => $"n{n}.example.com")] : [];
            addresses.Add(new WorldCall(Chance(80) ? $"203.0.113.{last}" : $"2001:db8::{last}", Outcome(), names));
        }

        _story.Add(new Call(calls ? party : _story.End("world"), calls ? _story.End("world") : party, protocol, port, Outcome())
        {
            Addresses = [.. addresses.DistinctBy(a => a.Address)],
            Beyond = Chance(10) ? 100 : 0,
        });
    }

    private (Protocol Protocol, int Port) Port() => _random.Next(10) switch
    {
        < 6 => (Protocol.Tcp, 8080 + _random.Next(Chance(5) ? 200 : 3)),
        6 => (Protocol.Udp, Chance(30) ? 53 : 5000),
        7 => (Protocol.Sctp, 9),
        8 => (Chance(50) ? Protocol.IcmpV4 : Protocol.IcmpV6, Chance(50) ? 8 : 0),
        _ => (Chance(50) ? Protocol.Vrrp : Protocol.Tcp, 0),
    };

    private EdgeOutcome Outcome() => _random.Next(20) switch
    {
        < 13 => EdgeOutcome.Allowed,
        < 15 => EdgeOutcome.Audited,
        < 18 => EdgeOutcome.Denied,
        18 => EdgeOutcome.ExplicitlyDenied,
        _ => EdgeOutcome.Failed,
    };
}
