using System.Globalization;
using FlowToPolicy.Flows.Relay;

namespace FlowToPolicy.Recorder.Diagnosis.Relays.Checks;

/// <summary>Whether the connection is encrypted, with which certificates, and how long they last: a recording is to last for weeks.</summary>
public sealed class TlsCertificate : RelayCheck
{
    /// <summary>How long a certificate should last at least.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(14);

    private const string Renewal =
        "renew it (cert-manager, or the Job hubble-generate-certs); a recorder reads it again on SIGHUP and on every new connection";

    /// <inheritdoc/>
    public override string Name => "tls";

    /// <inheritdoc/>
    public override CheckResult? Examine(RelayFindings findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (!findings.Tls)
        {
            return findings.Failure is null ? Ok("plaintext: whoever is on the way can read the flows; fine through a port-forward or within the cluster") : null;
        }

        if (findings.ServerCertificate is not { } server)
        {
            return null;
        }

        string text = $"{server.Subject} for {(server.Names.Count == 0 ? "no name" : List(server.Names))}, by {server.Issuer}, until {Day(server.To)}";
        RelayCertificate first = findings.ClientCertificate is { } client && client.To < server.To ? client : server;
        DateTime now = findings.Time.UtcDateTime;
        return now > first.To || now < first.From ? Failing($"{Which(first, server)} is valid only from {Day(first.From)} to {Day(first.To)} ({first.Subject})", Renewal + "; or correct this machine's clock")
            : first.To - now < Notice ? Warning($"{Which(first, server)} expires in {Length(first.To - now)}, on {Day(first.To)} ({first.Subject})", Renewal)
            : findings.AllowInsecure ? Warning($"not checked: {text}", "leave --tls-allow-insecure away, and give the relay's ca.crt with --tls-ca-cert-files")
            : Ok(text + (findings.ClientCertificate is { } own ? $"; ours is {own.Subject}, until {Day(own.To)}" : ""));
    }

    private static string Which(RelayCertificate certificate, RelayCertificate server) => ReferenceEquals(certificate, server) ? "the server's certificate" : "our certificate";

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
