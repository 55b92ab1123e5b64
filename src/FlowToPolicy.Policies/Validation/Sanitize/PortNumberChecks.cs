using FlowToPolicy.Policies.Evaluation.Compilation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation.Sanitize;

/// <summary>Checks of one port with its protocol (PortProtocol.sanitize).</summary>
internal static class PortNumberChecks
{
    /// <summary>Checks a port.</summary>
    public static void Check(PortProtocol port, FieldPath path, SanitizeLog log)
    {
        string protocol = (port.Protocol ?? "").ToUpperInvariant();
        bool isWithoutPorts = protocol is "VRRP" or "IGMP";
        bool isKnown = protocol is "" or "ANY" or "TCP" or "UDP" or "SCTP" || (isWithoutPorts && log.IsSince(19));
        log.AddIf(!isKnown, SanitizeCheck.UnknownProtocol, path.Key("protocol"), $"'{port.Protocol}' is no protocol of ports");
        if (isWithoutPorts)
        {
            log.AddIf(port.Port is not ("" or "0"), SanitizeCheck.ProtocolWithoutPorts, path.Key("port"), $"{protocol} has no ports; leave the port empty or write \"0\"");
        }

        if (port.Port.Length == 0)
        {
            log.AddIf(!log.Options.ExtendedProtocols && !isWithoutPorts, SanitizeCheck.PortMissing, path.Key("port"), "a port must be given; \"0\" means all of the protocol");
        }
        else
        {
            log.AddIf(
                !PortNumber.IsName(port.Port) && !PortNumber.TryParse(port.Port, out _),
                SanitizeCheck.NotAPort,
                path.Key("port"),
                $"'{port.Port}' is neither the name of a port nor a number of 16 bits");
        }
    }
}
