using FlowToPolicy.Benchmarks.Generating.Truths;

namespace FlowToPolicy.Benchmarks.Generating.Cluster;

/// <summary>An edge of the generated cluster and what was written of it.</summary>
internal sealed class GeneratedEdge
{
    /// <summary>The workload that opens the connections; null when it is none.</summary>
    public GeneratedWorkload? Client { get; init; }

    /// <summary>The workload that is called; null when it is none.</summary>
    public GeneratedWorkload? Server { get; init; }

    /// <summary>What kind of connections.</summary>
    public required Traffic Traffic { get; init; }

    /// <summary>What becomes of them.</summary>
    public Fate Fate { get; init; }

    /// <summary>The server's port; for pings the ICMP type.</summary>
    public required int Port { get; init; }

    /// <summary>Whether policies are in force for the client's egress, so that its node writes verdicts.</summary>
    public bool ChecksEgress { get; init; }

    /// <summary>Whether policies are in force for the server's ingress.</summary>
    public bool ChecksIngress { get; init; }

    /// <summary>The ends outside that take part, for the internet.</summary>
    public GeneratedEnd[] Outside { get; init; } = [];

    /// <summary>The transport as the graph names it.</summary>
    public string Protocol => Traffic switch
    {
        Traffic.Udp or Traffic.Dns or Traffic.ProxiedDns => "UDP",
        Traffic.Sctp => "SCTP",
        Traffic.Ping => "ICMPv4",
        _ => "TCP",
    };

    /// <summary>The client as the graph names it.</summary>
    public string ClientName => Client?.FullName ?? (Traffic == Traffic.Probe ? "host" : "world");

    /// <summary>The server as the graph names it.</summary>
    public string ServerName => Server?.FullName ?? Traffic switch
    {
        Traffic.ApiServer => "kube-apiserver",
        Traffic.ToHost => "host",
        _ => "world",
    };

    /// <summary>What was written of it.</summary>
    public EdgeTruth Truth { get; } = new();
}
