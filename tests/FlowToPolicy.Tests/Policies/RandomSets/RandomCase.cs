using System.Text;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Tests.Policies.RandomSets;

/// <summary>One connection in one direction.</summary>
internal sealed record RandomConnection(PolicyDirection Direction, PolicyEnd Subject, PolicyEnd Peer, Protocol Protocol, ushort Port)
{
    public override string ToString() => $"{Direction} of {End(Subject)}\n  with {End(Peer)}\n  {Protocol} {Port}";

    private static string End(PolicyEnd end)
    {
        string names = end.Names is { Count: > 0 } list ? $" named {string.Join(", ", list)}" : "";
        string ports = end.NamedPorts is { Count: > 0 } named ? $" ports {string.Join(", ", named.Select(port => $"{port.Name}={port.Port}/{port.Protocol}"))}" : "";
        return $"[{end.Labels}] {end.Address}{names}{ports}";
    }
}

/// <summary>Policies, an agent's options and connections to be judged, from one seed.</summary>
internal sealed record RandomCase(int Seed, IReadOnlyList<Policy> Policies, EvaluationOptions Options, IReadOnlyList<RandomConnection> Connections)
{
    public static RandomCase Of(int seed, int policies, int connections)
    {
        var dice = new Dice(seed);
        EvaluationOptions options = RandomOptions.Of(dice);
        List<Policy> set = new RandomPolicies(dice, options).Set(policies);
        var ends = new RandomEnds(dice, options);
        return new RandomCase(seed, set, options, [.. Enumerable.Range(0, connections).Select(_ => Connection(dice, ends))]);
    }

    private static RandomConnection Connection(Dice dice, RandomEnds ends)
    {
        Protocol protocol = dice.One(Words.Protocols);
        ushort port = protocol switch
        {
            Protocol.IcmpV4 => dice.One<ushort>(0, 3, 8),
            Protocol.IcmpV6 => dice.One<ushort>(1, 128, 129),
            _ => dice.One(Words.PortNumbers),
        };
        return new RandomConnection(dice.One(PolicyDirection.Ingress, PolicyDirection.Egress), ends.Subject(), ends.Peer(), protocol, port);
    }

    /// <summary>Everything that is needed to judge it again by hand.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"case {Seed}\noptions {Options}\n");
        string named = string.Join("; ", (Options.ClusterNamedPorts ?? []).Select(pod => string.Join(", ", pod.Select(port => $"{port.Name}={port.Port}/{port.Protocol}"))));
        text.Append("cluster's named ports: ").Append(named).Append('\n');
        foreach (RandomConnection connection in Connections)
        {
            text.Append(connection).Append('\n');
        }

        return text.Append(PolicyYamlWriter.WriteAll(Policies)).ToString();
    }
}
