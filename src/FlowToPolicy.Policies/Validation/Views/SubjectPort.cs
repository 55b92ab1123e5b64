using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Views;

/// <summary>Ports of an item as compiled, with the entry that they stand in.</summary>
/// <param name="Spec">The ports.</param>
/// <param name="Rule">The entry of <c>toPorts</c>; null when there is none.</param>
/// <param name="Path">The path of the port, or of the item when it has none.</param>
internal sealed record SubjectPort(PortSpec Spec, PortRule? Rule, FieldPath Path)
{
    /// <summary>The port of DNS.</summary>
    public const ushort Dns = 53;

    /// <summary>Whether DNS rules stand behind the port.</summary>
    public bool FiltersNames => Rule?.Dns is { Count: > 0 };

    /// <summary>Whether it was written for DNS: the number 53, or a name that DNS servers give that port.</summary>
    public bool IsDns => Spec.Name is { } name ? name is "dns" or "dns-tcp" or "dns-udp" or "domain" : Spec is { First: Dns, Last: Dns };

    /// <summary>Whether DNS gets through over a protocol.</summary>
    public bool CarriesDns(Protocol protocol) =>
        (Spec.Protocols & (ProtocolSet)(1 << (int)protocol)) != 0 && (IsDns || (Spec.Name is null && Spec is { First: <= Dns, Last: >= Dns }));

    /// <summary>The ports of an item of a Cilium policy.</summary>
    public static IEnumerable<SubjectPort> Of(ItemView item)
    {
        if (item.Item.Icmps is not null)
        {
            return [];
        }

        return item.Item.ToPorts is { Count: > 0 }
            ? item.Ports().Select(entry => new SubjectPort(PortCompiler.Compile(entry.Port), entry.Rule, entry.Path))
            : [new SubjectPort(PortSpec.Everything, null, item.Path)];
    }

    /// <summary>A port of a Kubernetes NetworkPolicy: a missing protocol means TCP, a missing port every port of the protocol.</summary>
    public static SubjectPort Of(NetworkPolicyPort port, FieldPath path) =>
        new(PortCompiler.Compile(new PortProtocol { Port = port.Port ?? "0", Protocol = port.Protocol ?? "TCP", EndPort = port.EndPort }), null, path);
}
