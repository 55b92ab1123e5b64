using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cluster;
using FlowToPolicy.Cluster.Forwarding;
using FlowToPolicy.Cluster.Running;
using FlowToPolicy.Flows.Relay;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>The way to a relay: straight, or through a port-forward, with certificates of files or of a secret.</summary>
internal sealed class RelayWay : IDisposable
{
    private const string UsualServerName = "instance.hubble-relay.cilium.io";
    private const int PlainPort = 80;
    private const int TlsPort = 443;

    private readonly RelayOptions _options;
    private readonly WaySettings _settings;
    private readonly KubectlSettings _kubectl;
    private readonly PortForward? _forward;

    /// <summary>A way that is not gone yet.</summary>
    public RelayWay(RelayOptions options, WaySettings settings, KubectlSettings kubectl)
    {
        (_settings, _kubectl) = (settings, kubectl);
        _options = settings.Secret is null ? options : options with { Tls = true };
        _forward = settings.ForwardNamespace is { } space ? new PortForward(kubectl, space, "service/hubble-relay", _options.UsesTls ? TlsPort : PlainPort) : null;
    }

    /// <summary>How the relay is reached now.</summary>
    /// <param name="anew">Whether what is open may be dead: the port-forward is started again, and the secret read again.</param>
    /// <param name="cancel">Ends the trying.</param>
    /// <exception cref="ClusterException">kubectl cannot be run or refuses.</exception>
    public async Task<RelayOptions> OpenAsync(bool anew, CancellationToken cancel)
    {
        RelayOptions options = _options;
        if (_settings.Secret is { } secret)
        {
            options = options with { Certificates = await SecretCertificatesAsync(secret, cancel).ConfigureAwait(false), ServerName = options.ServerName ?? UsualServerName };
        }

        if (_forward is not null)
        {
            int port = await _forward.OpenAsync(anew, cancel).ConfigureAwait(false);
            options = options with { Target = new RelayTarget("127.0.0.1", port, null, options.UsesTls), ServerName = options.ServerName ?? (options.UsesTls ? UsualServerName : null) };
        }

        return options;
    }

    /// <summary>The same for a recorder, which tries again when kubectl fails.</summary>
    public async Task<RelayOptions> OpenAgainAsync(bool anew, CancellationToken cancel)
    {
        try
        {
            return await OpenAsync(anew, cancel).ConfigureAwait(false);
        }
        catch (ClusterException exception)
        {
            throw new RelayException(exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _forward?.Dispose();

    private async Task<RelayCertificates> SecretCertificatesAsync(SecretName name, CancellationToken cancel)
    {
        TlsSecret secret = await TlsSecret.ReadAsync(new Kubectl(_kubectl), name, cancel).ConfigureAwait(false);
        return new RelayCertificates(secret.Authorities, secret.Certificate, secret.Key, name.ToString());
    }
}
