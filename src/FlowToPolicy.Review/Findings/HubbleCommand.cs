using System.Globalization;
using System.Text;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Review.Findings;

/// <summary>Writes the <c>hubble observe</c> command that shows the flows of an edge, safe to paste into a shell.</summary>
public static class HubbleCommand
{
    /// <summary>The most addresses that are named one by one.</summary>
    private const int MaxAddresses = 3;

    /// <summary>The command for all flows of an edge, with further filters such as <c>--verdict AUDIT</c>.</summary>
    public static string For(Edge edge, params IReadOnlyList<string> filters)
    {
        ArgumentNullException.ThrowIfNull(edge);
        return Show(edge, edge.Addresses, filters);
    }

    /// <summary>The command for the flows of an edge with some of its addresses only.</summary>
    public static string For(Edge edge, IReadOnlyList<EdgeAddress> addresses, params IReadOnlyList<string> filters)
    {
        ArgumentNullException.ThrowIfNull(edge);
        return Show(edge, addresses, filters);
    }

    /// <summary>The command for the flows of one end, with further filters.</summary>
    public static string ForEnd(End end, params IReadOnlyList<string> filters)
    {
        ArgumentNullException.ThrowIfNull(end);
        return Join([.. Peer("", end, []), .. filters]);
    }

    private static string Show(Edge edge, IReadOnlyList<EdgeAddress> addresses, IReadOnlyList<string> filters)
    {
        var words = new List<string>();
        words.AddRange(Peer("from-", edge.Client, addresses));
        words.AddRange(Peer("to-", edge.Server, addresses));
        if (edge.Protocol.HasPorts() && edge.Port != 0)
        {
            words.AddRange(["--port", edge.Port.ToString(CultureInfo.InvariantCulture)]);
        }

        if (edge.Protocol != Protocol.Unknown)
        {
            words.AddRange(["--protocol", edge.Protocol.Name().ToLowerInvariant()]);
        }

        return Join([.. words, .. filters]);
    }

    private static IEnumerable<string> Peer(string side, End end, IReadOnlyList<EdgeAddress> addresses)
    {
        if (end.Workload is { } workload)
        {
            return [$"--{side}pod", $"{workload.Namespace}/{PodStem(end, workload)}"];
        }

        bool hasOwnAddresses = end.Kind is EndKind.World or EndKind.Unknown or EndKind.Unmanaged;
        if (hasOwnAddresses && addresses.Count is > 0 and <= MaxAddresses)
        {
            return addresses.SelectMany(a => (string[])[$"--{side}ip", a.Address.ToString()]);
        }

        return end.Kind switch
        {
            EndKind.Host => Labelled(side, ReservedIdentity.Host),
            EndKind.RemoteNode => Labelled(side, ReservedIdentity.RemoteNode),
            EndKind.KubeApiServer => Labelled(side, ReservedIdentity.KubeApiServer),
            EndKind.World => Worlds(end).SelectMany(w => Labelled(side, w)),
            EndKind.Ingress => [$"--{side}identity", ReservedIdentity.Ingress],
            EndKind.Unmanaged => [$"--{side}identity", ReservedIdentity.Unmanaged],
            _ => [$"--{side}identity", ReservedIdentity.Unknown],
        };
    }

    /// <summary>By label and not by number, because the world's addresses, nodes and API servers may have identities of their own.</summary>
    private static string[] Labelled(string side, string name) => [$"--{side}label", $"{Label.Reserved}:{name}"];

    /// <summary>The world's labels as they were seen: clusters of two address families have one for each.</summary>
    private static string[] Worlds(End end)
    {
        string[] seen =
        [
            .. ((string[])[ReservedIdentity.World, ReservedIdentity.WorldIpv4, ReservedIdentity.WorldIpv6])
                .Where(w => end.LabelSets.Any(l => l.IsReserved(w))),
        ];
        return seen.Length == 0 ? [ReservedIdentity.World] : seen;
    }

    /// <summary>hubble matches pods by the beginning of their names: the workload's name where the pods carry it, else what they share.</summary>
    private static string PodStem(End end, Workload workload)
    {
        if (end.PodNames.Count == 0 || end.PodNames.All(p => p.StartsWith(workload.Name, StringComparison.Ordinal)))
        {
            return workload.Name;
        }

        string stem = end.PodNames[0];
        foreach (string pod in end.PodNames.Skip(1))
        {
            int shared = 0;
            while (shared < Math.Min(stem.Length, pod.Length) && stem[shared] == pod[shared])
            {
                shared++;
            }

            stem = stem[..shared];
        }

        return stem;
    }

    private static string Join(IReadOnlyList<string> words)
    {
        var line = new StringBuilder("hubble observe --last 100");
        foreach (string word in words)
        {
            line.Append(' ').Append(ShellWord.Quote(word));
        }

        return line.ToString();
    }
}
