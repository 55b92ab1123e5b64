using FlowToPolicy.Benchmarks.Generating.Cluster;

namespace FlowToPolicy.Benchmarks.Generating.Lines;

/// <summary>Which lines a connection leaves in the logs, as Cilium writes them at monitor aggregation "medium".</summary>
internal sealed class Script(SeededRandom random)
{
    /// <summary>Lays down the lines of a connection that has begun.</summary>
    public void Write(Connection connection)
    {
        switch (connection.Edge.Traffic)
        {
            case Traffic.Tcp or Traffic.Http:
                BetweenPods(connection);
                break;
            case Traffic.Udp or Traffic.Sctp or Traffic.Ping or Traffic.Dns:
                Datagrams(connection);
                break;
            case Traffic.ProxiedDns:
                ProxiedDns(connection);
                break;
            case Traffic.WorldIn:
                FromWorld(connection);
                break;
            case Traffic.Probe:
                connection.Then(StepKind.In);
                connection.Then(StepKind.ReplyOut, Packet.SynAck);
                break;
            default:
                ToOutside(connection);
                break;
        }
    }

    /// <summary>Only what shows each end once from each node.</summary>
    public static void WriteShort(Connection connection)
    {
        switch (connection.Edge)
        {
            case { Fate: Fate.DeniedAtClient } or { Traffic: Traffic.WorldIn, Fate: Fate.Denied }:
                Deny(connection, 1);
                break;
            case { Fate: Fate.Denied or Fate.ExplicitlyDenied }:
                Leave(connection, Packet.Syn);
                Deny(connection, 1);
                break;
            case { Fate: Fate.Audited }:
                connection.Then(StepKind.IngressAudit);
                connection.Then(StepKind.In);
                break;
            case { Client: not null, Server: null }:
                connection.Then(StepKind.Out);
                connection.Then(StepKind.ReplyIn, Packet.SynAck);
                break;
            default:
                Leave(connection, Packet.Syn);
                connection.Then(StepKind.In);
                break;
        }
    }

    private static void Leave(Connection connection, Packet packet)
    {
        if (!connection.IsOnOneNode)
        {
            connection.Then(StepKind.Out, packet);
        }
    }

    private static void Forward(Connection connection, Packet packet)
    {
        Leave(connection, packet);
        connection.Then(StepKind.In, packet);
    }

    private static void Back(Connection connection, Packet packet)
    {
        if (!connection.IsOnOneNode)
        {
            connection.Then(StepKind.ReplyOut, packet);
        }

        connection.Then(StepKind.ReplyIn, packet);
    }

    /// <summary>Denied packets are sent again, and each is a verdict and a drop.</summary>
    private static void Deny(Connection connection, int attempts)
    {
        for (int i = 0; i < attempts; i++)
        {
            connection.Then(StepKind.DeniedVerdict);
            connection.Then(StepKind.DeniedDrop);
        }
    }

    private void BetweenPods(Connection connection)
    {
        GeneratedEdge edge = connection.Edge;
        Prologue(connection);
        if (edge.Fate == Fate.DeniedAtClient)
        {
            Deny(connection, 1 + random.Below(3));
            return;
        }

        Leave(connection, Packet.Syn);
        if (edge.Fate is Fate.Denied or Fate.ExplicitlyDenied)
        {
            Deny(connection, 1 + random.Below(3));
            return;
        }

        if (edge.Fate == Fate.Allowed && random.OneIn(500))
        {
            connection.Then(StepKind.OtherDrop);
        }

        Admit(connection);
        connection.Then(StepKind.In);
        Back(connection, Packet.SynAck);
        Forward(connection, Packet.Ack);
        if (edge.Traffic == Traffic.Http)
        {
            Http(connection);
        }

        Talk(connection);
    }

    /// <summary>What is written before the first packet was decided upon.</summary>
    private void Prologue(Connection connection)
    {
        if (random.OneIn(40))
        {
            connection.Then(StepKind.SocketBefore);
            connection.Then(StepKind.SocketAfter);
        }

        if (random.OneIn(60))
        {
            connection.Then(StepKind.Before);
        }

        if (connection.Edge is { ChecksEgress: true, Fate: not Fate.DeniedAtClient })
        {
            connection.Then(StepKind.EgressVerdict);
        }
    }

    private static void Admit(Connection connection)
    {
        if (connection.Edge.Fate == Fate.Audited)
        {
            connection.Then(StepKind.IngressAudit);
        }
        else if (connection.Edge.ChecksIngress)
        {
            connection.Then(StepKind.IngressVerdict);
        }

        if (connection.Edge.Traffic == Traffic.Http)
        {
            connection.Then(StepKind.ToProxyAtServer);
        }
    }

    private void Http(Connection connection)
    {
        for (int i = random.Below(3); i >= 0; i--)
        {
            connection.Then(random.OneIn(25) ? StepKind.HttpRefused : StepKind.HttpRequest);
            connection.Then(StepKind.HttpResponse);
        }
    }

    /// <summary>Data both ways, for as long as connections last, and how they end.</summary>
    private void Talk(Connection connection)
    {
        for (int i = random.Below(8) switch { < 5 => 0, < 7 => 1, _ => 3 }; i >= 0; i--)
        {
            Forward(connection, Packet.Push);
            Back(connection, Packet.Push);
        }

        if (random.OneIn(30))
        {
            Back(connection, Packet.Reset);
        }
        else if (random.OneIn(2))
        {
            Forward(connection, Packet.Fin);
            Back(connection, Packet.Fin);
        }
    }

    private void Datagrams(Connection connection)
    {
        GeneratedEdge edge = connection.Edge;
        Prologue(connection);
        if (edge.Fate == Fate.DeniedAtClient)
        {
            Deny(connection, 1);
            return;
        }

        Leave(connection, Packet.Syn);
        if (edge.Fate is Fate.Denied or Fate.ExplicitlyDenied)
        {
            Deny(connection, 1 + random.Below(2));
            return;
        }

        Admit(connection);
        connection.Then(StepKind.In);
        Back(connection, Packet.Push);
        if (edge.Traffic != Traffic.Ping && random.OneIn(4))
        {
            Forward(connection, Packet.Push);
        }

        if (edge.Traffic == Traffic.Udp && random.OneIn(50))
        {
            connection.Then(StepKind.IcmpError);
        }
    }

    private static void ProxiedDns(Connection connection)
    {
        connection.Then(StepKind.EgressVerdict);
        connection.Then(StepKind.ToProxyAtClient);
        connection.Then(StepKind.DnsRequest);
        connection.Then(StepKind.In);
        if (!connection.IsOnOneNode)
        {
            connection.Then(StepKind.ReplyOut, Packet.Push);
        }

        connection.Then(StepKind.DnsResponse);
        connection.Then(StepKind.ReplyIn, Packet.Push);
    }

    private void FromWorld(Connection connection)
    {
        if (connection.Edge.Fate == Fate.Denied)
        {
            Deny(connection, 1 + random.Below(3));
            return;
        }

        Admit(connection);
        connection.Then(StepKind.In);
        connection.Then(StepKind.ReplyOut, Packet.SynAck);
        for (int i = random.Below(4); i >= 0; i--)
        {
            connection.Then(StepKind.In, Packet.Push);
            connection.Then(StepKind.ReplyOut, Packet.Push);
        }
    }

    private void ToOutside(Connection connection)
    {
        Prologue(connection);
        if (connection.Edge.Fate == Fate.DeniedAtClient)
        {
            Deny(connection, 1 + random.Below(3));
            return;
        }

        bool isMasked = connection.Edge.Traffic == Traffic.WorldOut && random.OneIn(2);
        connection.Then(StepKind.Out);
        if (isMasked)
        {
            connection.Then(StepKind.OutMasked);
        }

        connection.Then(StepKind.ReplyIn, Packet.SynAck);
        for (int i = random.Below(4); i >= 0; i--)
        {
            connection.Then(StepKind.Out, Packet.Push);
            connection.Then(StepKind.ReplyIn, Packet.Push);
        }
    }
}
