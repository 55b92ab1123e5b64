using FlowToPolicy.Benchmarks.Generating.Cluster;
using FlowToPolicy.Benchmarks.Generating.Truths;

namespace FlowToPolicy.Benchmarks.Generating.Lines;

/// <summary>Writes the next line of a connection and counts what it says.</summary>
internal sealed class ConnectionLines(LineParts parts, GeneratedNode[] nodes)
{
    private readonly PacketLines _packets = new(parts);
    private readonly ProxyLines _proxies = new(parts);

    /// <summary>The node that reports a step.</summary>
    public GeneratedNode NodeOf(Connection c, Step step) => nodes[step.Kind switch
    {
        StepKind.In or StepKind.ReplyOut or StepKind.ToProxyAtServer or StepKind.IngressVerdict or StepKind.IngressAudit
            or StepKind.OtherDrop or StepKind.HttpRequest or StepKind.HttpRefused or StepKind.HttpResponse => c.Server.Node,
        StepKind.DeniedVerdict or StepKind.DeniedDrop when c.Edge.Fate != Fate.DeniedAtClient => c.Server.Node,
        _ => c.Client.Node,
    }];

    /// <summary>Writes a step; whether it tells of the edge.</summary>
    public bool Write(Block line, Connection c, Step step, GeneratedNode node)
    {
        EdgeTruth truth = c.Edge.Truth;
        switch (step.Kind)
        {
            case StepKind.Out or StepKind.In or StepKind.OutMasked or StepKind.ToProxyAtClient or StepKind.ToProxyAtServer:
                Forward(line, c, step, node, truth);
                return true;
            case StepKind.ReplyOut:
                _packets.Backward(line, c, node, IsToPod(c) ? PodPoint(c.Server.Node) : Point.ToStack, step.Packet);
                truth.Replies++;
                return true;
            case StepKind.ReplyIn:
                _packets.Backward(line, c, node, Point.ToEndpoint, step.Packet);
                truth.Replies++;
                return true;
            case StepKind.EgressVerdict or StepKind.IngressVerdict or StepKind.IngressAudit:
                Verdict(line, c, step.Kind, node, truth);
                return true;
            case StepKind.DeniedVerdict or StepKind.DeniedDrop or StepKind.OtherDrop:
                Drop(line, c, step.Kind, node, truth);
                return true;
            case StepKind.DnsRequest or StepKind.DnsResponse or StepKind.HttpRequest or StepKind.HttpRefused or StepKind.HttpResponse:
                Proxy(line, c, step.Kind, node, truth);
                return true;
            default:
                WithoutEdge(line, c, step.Kind, node);
                return false;
        }
    }

    private static bool IsToPod(Connection c) => c.Edge.Client is not null && c.Edge.Server is not null;

    /// <summary>Some nodes reach the others without a tunnel.</summary>
    private static Point PodPoint(int node) => (node % 7) switch { 5 => Point.ToStack, 6 => Point.ToNetwork, _ => Point.ToOverlay };

    private void Forward(Block line, Connection c, Step step, GeneratedNode node, EdgeTruth truth)
    {
        (Point point, bool atServer) = step.Kind switch
        {
            StepKind.In => (Point.ToEndpoint, true),
            StepKind.OutMasked => (Point.ToNetwork, false),
            StepKind.ToProxyAtClient => (Point.ToProxy, false),
            StepKind.ToProxyAtServer => (Point.ToProxy, true),
            _ when c.Edge.Traffic == Traffic.ToHost => (Point.ToHost, false),
            _ => (IsToPod(c) ? PodPoint(c.Client.Node) : Point.ToStack, false),
        };
        bool isMasked = step.Kind == StepKind.OutMasked;
        _packets.Forward(line, c, node, point, step.Packet, isMasked ? node.Host.Address : []);

        // On its way to the proxy and behind masquerade the first packet is seen for the second time.
        if (step.Packet != Packet.Syn || isMasked || point == Point.ToProxy)
        {
            truth.Ongoing++;
        }
        else if (atServer)
        {
            truth.ServerNew++;
        }
        else
        {
            truth.ClientNew++;
        }
    }

    private void Verdict(Block line, Connection c, StepKind kind, GeneratedNode node, EdgeTruth truth)
    {
        switch (kind)
        {
            case StepKind.EgressVerdict:
                _packets.Verdict(line, c, node, true, c.Edge.Traffic == Traffic.ProxiedDns ? "REDIRECTED\""u8 : "FORWARDED\""u8, c.Edge.Client!.EgressAllowedBy);
                truth.ClientVerdicts++;
                break;
            case StepKind.IngressVerdict:
                _packets.Verdict(line, c, node, false, c.Edge.Traffic == Traffic.Http ? "REDIRECTED\""u8 : "FORWARDED\""u8, c.Edge.Server!.IngressAllowedBy);
                truth.ServerVerdicts++;
                break;
            default:
                _packets.Verdict(line, c, node, false, "AUDIT\""u8, []);
                truth.ServerVerdicts++;
                truth.Audited++;
                break;
        }
    }

    private void Drop(Block line, Connection c, StepKind kind, GeneratedNode node, EdgeTruth truth)
    {
        if (kind == StepKind.OtherDrop)
        {
            _packets.Drop(line, c, node, false, 155, "CT_MAP_INSERTION_FAILED"u8, []);
            truth.OtherDrops++;
            return;
        }

        bool isVerdict = kind == StepKind.DeniedVerdict;
        truth.Denied += isVerdict ? 0 : 1;
        if (c.Edge.Fate == Fate.ExplicitlyDenied)
        {
            _packets.Drop(line, c, node, isVerdict, 181, "POLICY_DENY"u8, isVerdict ? c.Edge.Server!.IngressDeniedBy : []);
        }
        else
        {
            _packets.Drop(line, c, node, isVerdict, 133, "POLICY_DENIED"u8, []);
        }
    }

    private void Proxy(Block line, Connection c, StepKind kind, GeneratedNode node, EdgeTruth truth)
    {
        switch (kind)
        {
            case StepKind.DnsRequest:
                _proxies.DnsRequest(line, c, node);
                truth.Requests++;
                break;
            case StepKind.DnsResponse:
                _proxies.DnsResponse(line, c, node);
                truth.Replies++;
                break;
            case StepKind.HttpResponse:
                _proxies.HttpResponse(line, c, node);
                truth.Replies++;
                break;
            default:
                _proxies.HttpRequest(line, c, node, kind == StepKind.HttpRefused ? "DROPPED\""u8 : "FORWARDED\""u8);
                truth.Requests++;
                break;
        }
    }

    private void WithoutEdge(Block line, Connection c, StepKind kind, GeneratedNode node)
    {
        switch (kind)
        {
            case StepKind.Before:
                _packets.Forward(line, c, node, Point.FromEndpoint, Packet.Syn, []);
                break;
            case StepKind.IcmpError:
                _packets.IcmpError(line, c, node);
                break;
            default:
                _packets.Socket(line, c, node, kind == StepKind.SocketAfter);
                break;
        }
    }
}
