using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation;

namespace FlowToPolicy.Synthesis.Comments;

/// <summary>Comments that tell the validator why a policy is meant as it is; see <c>docs/validation-rules.md</c>.</summary>
internal static class Suppressions
{
    private const string DnsPort = "53";

    /// <summary>The comments for what a policy lets out; none when it leaves egress open.</summary>
    public static IEnumerable<string> OfEgress(IReadOnlyList<DirectionItem>? egress)
    {
        if (egress is not { Count: > 0 })
        {
            yield break;
        }

        bool overUdp = Opens(egress, "UDP"), overTcp = Opens(egress, "TCP");
        if (!overUdp && !egress.Any(item => item.Fqdns is not null))
        {
            yield return "f2p:ignore F2P403 because no DNS query of these pods was seen on port 53";
        }
        else if (overUdp && !overTcp)
        {
            yield return "f2p:ignore F2P402 because DNS over TCP was denied to these pods";
        }
    }

    /// <summary>The comments for what a policy lets in; none when it leaves ingress open.</summary>
    public static IEnumerable<string> OfIngress(IReadOnlyList<DirectionItem>? ingress, Platform platform)
    {
        bool isManaged = platform is Platform.Aks or Platform.AksAcnsFqdn or Platform.AksAcnsL7 or Platform.Gke;
        bool namesApiServer = (ingress ?? []).Any(item => item.Entities?.Contains(ReservedIdentity.KubeApiServer) == true);
        return isManaged && namesApiServer ? ["f2p:ignore F2P208 because flows show the API server calling under this identity"] : [];
    }

    private static bool Opens(IReadOnlyList<DirectionItem> items, string protocol) =>
        items.SelectMany(item => item.ToPorts ?? []).SelectMany(rule => rule.Ports).Any(port => port.Port == DnsPort && port.Protocol == protocol);
}
