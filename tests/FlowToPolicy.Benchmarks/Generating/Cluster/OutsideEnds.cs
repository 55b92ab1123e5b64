namespace FlowToPolicy.Benchmarks.Generating.Cluster;

/// <summary>Ends that are no pods: addresses of the internet and the API server.</summary>
internal sealed class OutsideEnds(SeededRandom random)
{
    private static readonly string[] Services = ["api", "auth", "events", "cdn", "login", "hooks"];
    private int _identity = 1 << 24;

    /// <summary>The API server on another node.</summary>
    public static GeneratedEnd ApiServer() =>
        new("{\"identity\":7,\"labels\":[\"reserved:kube-apiserver\",\"reserved:remote-node\"]}", "192.168.255.10", -1, "");

    /// <summary>Servers that pods call, with names when the client's DNS goes through the proxy.</summary>
    public GeneratedEnd[] Servers(int count, bool haveNames)
    {
        var ends = new GeneratedEnd[count];
        int identity = ++_identity & 0x1FFFFFF;
        string domain = $"example-{random.Below(500)}.com", service = Services[random.Below(Services.Length)];
        for (int i = 0; i < count; i++)
        {
            string address = $"{20 + random.Below(100)}.{random.Below(256)}.{random.Below(256)}.{1 + random.Below(254)}";
            string json = haveNames ? $"{{\"identity\":{identity},\"labels\":[\"fqdn:*.{domain}\",\"reserved:world\"]}}"
                : i % 2 == 0 ? $"{{\"identity\":{identity},\"labels\":[\"cidr:{address}/32\",\"reserved:world\"]}}"
                : "{\"identity\":2,\"labels\":[\"reserved:world\"]}";
            ends[i] = new GeneratedEnd(json, address, -1, haveNames ? $"\"{service}.{domain}\"" : "");
        }

        return ends;
    }

    /// <summary>Clients on the internet.</summary>
    public GeneratedEnd[] Clients(int count)
    {
        var ends = new GeneratedEnd[count];
        for (int i = 0; i < count; i++)
        {
            ends[i] = new GeneratedEnd("{\"identity\":2,\"labels\":[\"reserved:world\"]}",
                $"{130 + random.Below(60)}.{random.Below(256)}.{random.Below(256)}.{1 + random.Below(254)}", -1, "");
        }

        return ends;
    }
}
