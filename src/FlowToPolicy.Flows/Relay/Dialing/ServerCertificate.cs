using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace FlowToPolicy.Flows.Relay.Dialing;

/// <summary>Judges the server's certificate and keeps in words what is wrong with it.</summary>
/// <param name="authorities">The authorities that are trusted; empty for those of the system.</param>
/// <param name="name">The name that the certificate must carry.</param>
/// <param name="allowInsecure">Whether anything goes.</param>
internal sealed class ServerCertificate(X509Certificate2Collection authorities, string name, bool allowInsecure)
{
    private const int MostNames = 10;

    /// <summary>What is wrong with the certificate and what to try; null while nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>The certificate that the server showed; null while it has shown none.</summary>
    public RelayCertificate? Shown { get; private set; }

    /// <summary>How the chain is built: from the given authorities alone, or from those of the system.</summary>
    public X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        if (authorities.Count > 0)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(authorities);
        }

        return policy;
    }

    /// <summary>Whether the certificate will do.</summary>
    public bool Accept(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Shown = certificate is X509Certificate2 known ? Describe(known) : null;
        if (allowInsecure || errors == SslPolicyErrors.None)
        {
            return true;
        }

        Problem = certificate is null || chain is null ? "the server shows no certificate"
            : ProblemOfTime(chain) ?? ProblemOfTrust(chain, errors)
            ?? (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? ProblemOfName(chain) : null);
        return Problem is null;
    }

    /// <summary>A certificate in words.</summary>
    public static RelayCertificate Describe(X509Certificate2 certificate) => new(
        OneLine.Of(certificate.Subject), OneLine.Of(certificate.Issuer), [.. Names(certificate).Select(OneLine.Of)], certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());

    private static string? ProblemOfTime(X509Chain chain)
    {
        foreach (X509ChainElement element in chain.ChainElements)
        {
            if (element.ChainElementStatus.Any(s => s.Status == X509ChainStatusFlags.NotTimeValid))
            {
                DateTime from = element.Certificate.NotBefore.ToUniversalTime(), to = element.Certificate.NotAfter.ToUniversalTime();
                return string.Create(CultureInfo.InvariantCulture,
                    $"a certificate is valid only from {from:yyyy-MM-dd HH:mm} to {to:yyyy-MM-dd HH:mm} UTC ({element.Certificate.Subject}): renew it, or look at this machine's clock");
            }
        }

        return null;
    }

    private string? ProblemOfTrust(X509Chain chain, SslPolicyErrors errors)
    {
        if (!errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) || EndsInAuthority(chain))
        {
            return null;
        }

        string issuer = chain.ChainElements.Count > 0 ? chain.ChainElements[^1].Certificate.Issuer : "unknown";
        string others = string.Join(", ", chain.ChainStatus
            .Where(s => s.Status is not (X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.NoError))
            .Select(s => s.Status.ToString()));
        return others.Length > 0
            ? $"the server's certificate is not acceptable ({others})"
            : authorities.Count > 0
            ? $"the server's certificate was issued by '{issuer}', which is in none of the files of --tls-ca-cert-files: use the relay's own ca.crt"
            : $"the server's certificate was issued by '{issuer}', which this system does not trust: give the relay's ca.crt with --tls-ca-cert-files";
    }

    /// <summary>As in hubble, a given certificate is an anchor even when it is an intermediate one.</summary>
    private bool EndsInAuthority(X509Chain chain) =>
        chain.ChainElements.Count > 0
        && chain.ChainStatus.All(s => s.Status is X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.UntrustedRoot)
        && authorities.Any(a => a.RawDataMemory.Span.SequenceEqual(chain.ChainElements[^1].Certificate.RawDataMemory.Span));

    private string ProblemOfName(X509Chain chain)
    {
        List<string> names = Names(chain.ChainElements[0].Certificate);
        string list = names.Count == 0 ? "no name at all"
            : string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");
        string example = names.Find(n => n.StartsWith("*.", StringComparison.Ordinal)) is { } wildcard ? $"instance{wildcard[1..]}"
            : names.Count > 0 ? names[0] : "NAME";
        return $"the server's certificate is not for '{name}' but for {list}: try --tls-server-name {example}";
    }

    private static List<string> Names(X509Certificate2 certificate)
    {
        var names = new List<string>();
        foreach (X509SubjectAlternativeNameExtension extension in certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>())
        {
            names.AddRange(extension.EnumerateDnsNames());
            names.AddRange(extension.EnumerateIPAddresses().Select(a => a.ToString()));
        }

        if (names.Count == 0 && certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) is { Length: > 0 } common)
        {
            names.Add(common);
        }

        return names;
    }
}
