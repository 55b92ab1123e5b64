using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FlowToPolicy.Flows.Relay.Dialing;

/// <summary>Reads PEM files; whatever is wrong with one becomes a line that names it.</summary>
internal static class CertificateFiles
{
    /// <summary>All certificates of all files.</summary>
    public static X509Certificate2Collection Authorities(IReadOnlyList<string> paths)
    {
        var authorities = new X509Certificate2Collection();
        foreach (string path in paths)
        {
            authorities.AddRange(Certificates(path));
        }

        return authorities;
    }

    /// <summary>The client's certificate with its key and the certificates that follow it in its file.</summary>
    public static SslStreamCertificateContext Client(string certFile, string keyFile) =>
        Client(Certificates(certFile), Read(keyFile), certFile, keyFile);

    /// <summary>The authorities of certificates in memory; none means those of the system.</summary>
    public static X509Certificate2Collection Authorities(RelayCertificates given) =>
        given.Authorities is { } pem ? Parse(pem, $"ca.crt of {given.Source}") : [];

    /// <summary>The client's certificate of certificates in memory; null when there is none.</summary>
    public static SslStreamCertificateContext? Client(RelayCertificates given) => given is { Certificate: { } pem, Key: { } key }
        ? Client(Parse(pem, $"tls.crt of {given.Source}"), key, $"tls.crt of {given.Source}", $"tls.key of {given.Source}")
        : null;

    private static SslStreamCertificateContext Client(X509Certificate2Collection chain, string key, string certFile, string keyFile)
    {
        try
        {
            X509Certificate2 certificate = X509Certificate2.CreateFromPem(chain[0].ExportCertificatePem(), key);
            chain.RemoveAt(0);
            return SslStreamCertificateContext.Create(certificate, chain, offline: true);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new RelayException(
                key.Contains("ENCRYPTED", StringComparison.Ordinal)
                    ? $"the key in {keyFile} is encrypted: write it without a passphrase (openssl pkey -in FILE -out PLAIN)"
                    : $"the key in {keyFile} does not fit the certificate in {certFile}: it must be its private key, PEM encoded",
                exception);
        }
    }

    private static X509Certificate2Collection Certificates(string path) => Parse(Read(path), path);

    private static X509Certificate2Collection Parse(string pem, string path)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException exception)
        {
            throw new RelayException($"{path} holds a damaged certificate", exception);
        }

        return certificates.Count > 0
            ? certificates
            : throw new RelayException($"{path} holds no certificate: it must be PEM encoded (-----BEGIN CERTIFICATE-----)");
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RelayException($"cannot read {path}: {exception.Message}", exception);
        }
    }
}
