using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Synthesis.Comments;

namespace FlowToPolicy.Synthesis.Rules;

/// <summary>What a subject serves, as items of <c>ingress</c>.</summary>
internal sealed class IngressRules(Subject subject, PeerLookup peers, ProposalOptions options, Admission admission, RemarkList remarks, ClusterNames names)
    : DirectionRules(subject, options, admission, remarks, names)
{
    /// <inheritdoc/>
    protected override string Verb => "is called from";

    /// <inheritdoc/>
    public override IReadOnlyList<DirectionItem> Items()
    {
        // DNS rules filter what a client asks, so they stand on the client's side only.
        var factory = new ItemFactory(Options.Evidence, dns: null);
        HashSet<ServicePort> deniedToNodes = [.. Subject.DeniedServed.Where(IsFromNode).Select(ServicePort.Of)];
        deniedToNodes.ExceptWith(Subject.Served.Where(IsFromNode).Select(ServicePort.Of));
        foreach (Edge edge in Subject.Served)
        {
            foreach (Peer peer in peers.OfClient(edge, deniedToNodes.Contains(ServicePort.Of(edge))))
            {
                Peers.Add(peer, edge);
            }
        }

        var world = new WorldTraffic(Subject.Served, Subject.DeniedServed, Admission, Names);
        AddTwins(Subject.DeniedServed.SelectMany(edge => peers.OfClient(edge, false).Select(peer => (peer, ServicePort.Of(edge)))), world);
        foreach (WorldPort port in world.Ports.Values)
        {
            AddWorld(port, factory);
        }

        var items = new List<DirectionItem>();
        AddCommonItems(items, factory);
        return items;
    }

    private static bool IsFromNode(Edge edge) =>
        edge.Client.Kind is EndKind.Host or EndKind.RemoteNode && !edge.Marks.HasFlag(EdgeMarks.LocalHost);

    private void AddWorld(WorldPort port, ItemFactory factory)
    {
        if (port.IsUnbounded && (port.Denied.Count > 0 || Options.WorldIngress == WorldIngress.Cidr))
        {
            AddUnbounded(port, factory);
            return;
        }

        if (port.Denied.Count == 0 && Options.WorldIngress == WorldIngress.Entity)
        {
            Peers.Add(Peer.Of(Entities.World), port.WholeUse(Options.Evidence));
            return;
        }

        // A deny list in force: who is not on it may call.
        if (!port.DeniesByDefault && Options.WorldIngress == WorldIngress.Entity)
        {
            AddAllButDenied(port, factory);
            RemarkNarrowed(port, $"all but {(port.Denied.Count == 1 ? "it" : "them")} may call");
            return;
        }

        foreach (WorldAddress address in port.Admitted.Values)
        {
            Prefixes.Add(address.Address, port, address);
        }

        if (Options.WorldIngress == WorldIngress.Entity)
        {
            RemarkNarrowed(port, $"only the {CommentText.Count(port.Admitted.Count, "address", "addresses")} that got through may call");
        }
    }

    private void RemarkNarrowed(WorldPort port, string consequence)
    {
        string how = port.DeniesByDefault ? "denied there" : "denied there by an explicit rule";
        Remarks.Add(
            RemarkKind.WorldNarrowed,
            port.Denied.Count,
            $"{CommentText.OneLine(Subject.Name)} is called from outside on {port.Port}, but {CommentText.Count(port.Denied.Count, "address was", "addresses were")} {how}: {consequence}",
            Subject.Name,
            "world",
            port.Port.ToString());
    }
}
