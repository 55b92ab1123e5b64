using System.Text;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Tests.Graph;

/// <summary>Everything that a graph says as one text, so that two graphs can be compared to the letter.</summary>
internal static class GraphText
{
    public static string Of(CommunicationGraph graph)
    {
        var text = new StringBuilder();
        text.AppendLine($"window {graph.Window.First} {graph.Window.Last} {string.Join(',', graph.Window.Nodes)}");
        text.AppendLine($"lost {string.Join(',', graph.Window.Lost)} unread {string.Join(',', graph.Window.UnreadNodes)}");
        text.AppendLine($"home {string.Join(',', graph.HomeClusters)} mesh {graph.IsMesh} version {graph.CiliumVersion}");
        text.AppendLine($"read {graph.Accounting.Read} folded {graph.Accounting.Folded} {string.Join(',', graph.Accounting.Reasons)}");
        foreach (End end in graph.Ends)
        {
            text.AppendLine($"end {end.Name} {end.Workload?.Kind} guessed {end.NameIsGuessed} pods {string.Join(',', end.PodNames)} {string.Join(" | ", end.LabelSets)}");
        }

        foreach (Edge edge in graph.Edges)
        {
            Evidence e = edge.Evidence;
            text.AppendLine($"edge {edge.Client} -> {edge.Server} {edge.Protocol}/{edge.Port} {edge.Outcome} {edge.Answered} {edge.Marks}");
            text.AppendLine($"  {e.Connections} {e.FirstSeen} {e.LastSeen} {e.Days} {string.Join(',', e.Nodes)} {string.Join(',', e.Samples)} {e.SeenAtClient} {e.SeenAtServer} {e.Sightings}");
            text.AppendLine($"  {string.Join(" | ", edge.ClientLabels)} => {string.Join(" | ", edge.ServerLabels)} dns {edge.ThroughDnsProxy} {string.Join(',', edge.QueriedNames)}");
            foreach (EdgeAddress address in edge.Addresses)
            {
                text.AppendLine($"  {address.Address} {address.Outcome} {string.Join(',', address.Names)} {address.Connections} {address.Answered} {string.Join(" | ", address.LabelSets)}");
            }

            text.AppendLine($"  beyond {edge.AddressesBeyond}");
        }

        return text.ToString();
    }
}
