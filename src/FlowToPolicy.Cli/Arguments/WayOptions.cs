using System.CommandLine;
using FlowToPolicy.Cluster.Forwarding;

namespace FlowToPolicy.Cli.Arguments;

/// <summary>How to get to a relay inside a cluster: <c>--port-forward</c> and <c>--tls-from-secret</c>, both by the user's own kubectl.</summary>
internal sealed class WayOptions : OptionGroup
{
    private readonly Option<bool> _forward;
    private readonly Option<string?> _namespace;
    private readonly Option<SecretName?> _secret;

    /// <summary>The options.</summary>
    public WayOptions()
    {
        _forward = Switch("--port-forward", "Reach the relay through 'kubectl port-forward', which is started again when it ends. In the place of --server.", "-P");
        _namespace = Text("--relay-namespace", "NAMESPACE", "The namespace of the service hubble-relay, for --port-forward [default: kube-system]");
        _secret = Parsed<SecretName?>(
            "--tls-from-secret",
            "NAMESPACE/NAME",
            "TLS with the certificates of this secret (ca.crt, tls.crt, tls.key), read by kubectl and kept in memory only.",
            SecretName.TryParse,
            "NAMESPACE/NAME, e.g. kube-system/hubble-relay-client-certs");
    }

    /// <summary>Adds the options and the check that they fit together.</summary>
    public override void AddTo(Command command)
    {
        base.AddTo(command);
        command.Validators.Add(result =>
        {
            if (IsGiven(result, _namespace) && !result.GetValue(_forward))
            {
                result.AddError("--relay-namespace is about --port-forward; give that as well.");
            }

            if (result.GetValue(_forward) && !SecretName.IsName(result.GetValue(_namespace) ?? "kube-system"))
            {
                result.AddError("--relay-namespace is no name of a namespace.");
            }
        });
    }

    /// <summary>The values.</summary>
    public WaySettings Read(ParseResult result) =>
        new(result.GetValue(_forward) ? result.GetValue(_namespace) ?? "kube-system" : null, result.GetValue(_secret));
}

/// <summary>How to get to a relay.</summary>
/// <param name="ForwardNamespace">The namespace of the relay to which a port is forwarded; null for no port-forward.</param>
/// <param name="Secret">The secret with the certificates; null for files.</param>
internal sealed record WaySettings(string? ForwardNamespace, SecretName? Secret);
