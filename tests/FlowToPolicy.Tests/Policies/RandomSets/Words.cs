using FlowToPolicy.Identities;

namespace FlowToPolicy.Tests.Policies.RandomSets;

/// <summary>Few words, so that policies and ends collide.</summary>
internal static class Words
{
    public static readonly string[] Namespaces = ["shop", "bank", "lab"];

    public static readonly string[] Apps = ["web", "db", "job"];

    public static readonly string[] Tiers = ["front", "back"];

    public static readonly string[] Teams = ["red", "blue"];

    public static readonly string[] Accounts = ["default", "robot"];

    public static readonly string[] Clusters = ["default", "default", "west"];

    public static readonly string[] PortNames = ["http", "dns", "HTTP"];

    public static readonly ushort[] PortNumbers = [1, 53, 53, 79, 80, 80, 80, 80, 81, 443, 8080];

    public static readonly string[] Prefixes =
        ["10.0.0.0/8", "10.1.0.0/16", "10.1.2.0/24", "10.1.2.3/32", "10.1.2.3/16", "192.0.2.0/24", "0.0.0.0/0", "2001:db8::/32", "2001:db8:1::/48", "2001:db8:1::5/128", "::/0"];

    public static readonly string[] Addresses = ["10.1.2.3", "10.1.9.9", "10.9.9.9", "192.0.2.7", "198.51.100.1", "2001:db8:1::5", "2001:db8:2::1", "2001:dead::1"];

    public static readonly string[] Names = ["example.com", "api.example.com", "a.b.example.com", "www.other.test", "notexample.com"];

    public static readonly string[] Patterns = ["*", "*.example.com", "**.example.com", "*example.com", "a*.example.com", "*.*.example.com", "a.**.example.com", "**", "*.", "WWW.*.test"];

    public static readonly string[] Entities =
        ["all", "world", "cluster", "host", "init", "ingress", "unmanaged", "remote-node", "health", "none", "kube-apiserver", "world-ipv4", "world-ipv6"];

    public static readonly Protocol[] Protocols = [Protocol.Tcp, Protocol.Tcp, Protocol.Tcp, Protocol.Tcp, Protocol.Tcp, Protocol.Udp, Protocol.Sctp, Protocol.IcmpV4, Protocol.IcmpV6];
}
