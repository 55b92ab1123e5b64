namespace FlowToPolicy.Benchmarks.Generating.Cluster;

/// <summary>Draws the edges of a cluster: mostly TCP between workloads, beside it all that real clusters have of other traffic.</summary>
internal sealed class EdgeMaker(SeededRandom random, GeneratedWorkload[] workloads, GeneratedWorkload dns)
{
    /// <summary>On how many ports an ordinary server may listen.</summary>
    public const int Ports = 9;

    private static readonly int[] ServerPorts = [80, 443, 3000, 5432, 6379, 8080, 9090, 9092, 27017];
    private readonly HashSet<(GeneratedWorkload? Client, GeneratedWorkload? Server, Traffic Traffic, int Port)> _taken = [];
    private readonly OutsideEnds _outside = new(random);

    /// <summary>So many distinct edges, in the order of how busy they are.</summary>
    public GeneratedEdge[] Make(int count)
    {
        var edges = new GeneratedEdge[count];
        for (int i = 0; i < count; i++)
        {
            GeneratedEdge? edge;
            do
            {
                edge = Draw();
            }
            while (!_taken.Add(Key(edge)));
            edges[i] = edge;
        }

        return edges;
    }

    /// <summary>Traffic that the graph cannot tell apart counts as one kind: one edge has one fate.</summary>
    private static (GeneratedWorkload? Client, GeneratedWorkload? Server, Traffic Traffic, int Port) Key(GeneratedEdge edge) =>
        (edge.Client, edge.Server, edge.Traffic == Traffic.Http ? Traffic.Tcp : edge.Traffic, edge.Port);

    private GeneratedEdge Draw()
    {
        GeneratedWorkload one = workloads[random.Below(workloads.Length)];
        return random.Below(1000) switch
        {
            < 80 => Dns(one),
            < 130 => Out(one),
            < 140 => In(one),
            < 160 => new GeneratedEdge { Client = one, Traffic = Traffic.ApiServer, Port = 6443, ChecksEgress = random.OneIn(2) },
            < 175 => new GeneratedEdge { Server = one, Traffic = Traffic.Probe, Port = 8080 + random.Below(3) },
            < 180 => new GeneratedEdge { Client = one, Traffic = Traffic.ToHost, Port = random.OneIn(2) ? 9100 : 10250 },
            < 185 => Between(one, Traffic.Ping, 8),
            < 195 => Between(one, Traffic.Udp, random.OneIn(2) ? 8125 : 4317),
            < 198 => Between(one, Traffic.Sctp, 36412),
            < 260 => Between(one, Traffic.Http, ServerPorts[random.Below(Ports)]),
            _ => Between(one, Traffic.Tcp, ServerPorts[random.Below(Ports)]),
        };
    }

    private GeneratedEdge Dns(GeneratedWorkload client) => client.UsesDnsProxy
        ? new GeneratedEdge { Client = client, Server = dns, Traffic = Traffic.ProxiedDns, Port = 53, ChecksEgress = true }
        : new GeneratedEdge { Client = client, Server = dns, Traffic = Traffic.Dns, Port = 53, ChecksEgress = random.OneIn(3) };

    private GeneratedEdge Out(GeneratedWorkload client) => new()
    {
        Client = client,
        Traffic = Traffic.WorldOut,
        Port = random.Below(6) switch { 0 => 80, 1 => 5671, 2 => 8443, _ => 443 },
        Fate = random.OneIn(12) ? Fate.DeniedAtClient : Fate.Allowed,
        ChecksEgress = random.OneIn(3),
        Outside = _outside.Servers(1 + random.Below(8), client.UsesDnsProxy),
    };

    private GeneratedEdge In(GeneratedWorkload server)
    {
        bool scan = random.OneIn(4);
        return new GeneratedEdge
        {
            Server = server,
            Traffic = Traffic.WorldIn,
            Port = scan ? 22 + random.Below(2) : 443,
            Fate = scan ? Fate.Denied : Fate.Allowed,
            ChecksIngress = random.OneIn(2),
            Outside = _outside.Clients(8 + random.Below(200)),
        };
    }

    private GeneratedEdge Between(GeneratedWorkload client, Traffic traffic, int port)
    {
        GeneratedWorkload server;
        do
        {
            server = workloads[random.Below(workloads.Length)];
        }
        while (server == client);
        Fate fate = traffic is not (Traffic.Tcp or Traffic.Udp) ? Fate.Allowed : random.Below(1000) switch
        {
            < 30 => Fate.Audited,
            < 70 => Fate.Denied,
            < 80 => Fate.DeniedAtClient,
            < 88 => Fate.ExplicitlyDenied,
            _ => Fate.Allowed,
        };
        return new GeneratedEdge
        {
            Client = client,
            Server = server,
            Traffic = traffic,
            Port = port,
            Fate = fate,
            ChecksEgress = random.OneIn(4),
            ChecksIngress = traffic == Traffic.Http || random.OneIn(3),
        };
    }
}
