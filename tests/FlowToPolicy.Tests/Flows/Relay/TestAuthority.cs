using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FlowToPolicy.Tests.Flows.Relay;

/// <summary>An authority that issues certificates for tests and writes them as PEM files into a folder of its own.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flow2policy-");
    private readonly X509Certificate2? _issuer;

    public TestAuthority(string name = "Test CA")
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        Certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(30));
        CaFile = Write($"{Guid.NewGuid():N}.crt", Certificate.ExportCertificatePem());
    }

    private TestAuthority(TestAuthority parent, string name)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _issuer = request.Create(parent.Certificate, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(20), Guid.NewGuid().ToByteArray());
        Certificate = _issuer.CopyWithPrivateKey(_key);
        CaFile = Write($"{Guid.NewGuid():N}.crt", Certificate.ExportCertificatePem());
    }

    /// <summary>The authority's own certificate, with its key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The PEM file of the authority's certificate.</summary>
    public string CaFile { get; }

    /// <summary>An authority below this one.</summary>
    public TestAuthority Intermediate() => new(this, "Test intermediate CA");

    /// <summary>A server's certificate for these names and addresses.</summary>
    public X509Certificate2 Server(params string[] names) => Server(DateTimeOffset.UtcNow.AddDays(10), names);

    /// <summary>A server's certificate that ends at a time.</summary>
    public X509Certificate2 Server(DateTimeOffset end, params string[] names)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=relay", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (string name in names)
        {
            if (IPAddress.TryParse(name, out IPAddress? address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        request.CertificateExtensions.Add(alternatives.Build());
        using X509Certificate2 issued = request.Create(Certificate, DateTimeOffset.UtcNow.AddDays(-1), end, Guid.NewGuid().ToByteArray());
        return issued.CopyWithPrivateKey(key);
    }

    /// <summary>A server's certificate whose name would colour a terminal.</summary>
    public X509Certificate2 Hostile()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=relay", key, HashAlgorithmName.SHA256);
        byte[] name = "a\u001b[31m.test"u8.ToArray();
        byte[] alternatives = [0x30, (byte)(name.Length + 2), 0x82, (byte)name.Length, .. name];
        request.CertificateExtensions.Add(new X509Extension("2.5.29.17", alternatives, critical: false));
        using X509Certificate2 issued = request.Create(Certificate, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), [1]);
        return issued.CopyWithPrivateKey(key);
    }

    /// <summary>The files of a client's certificate and its key, the latter as the given kind of PEM.</summary>
    public (string CertFile, string KeyFile) Client(ClientKey kind = ClientKey.EcPkcs8)
    {
        bool isRsa = kind is ClientKey.RsaPkcs1 or ClientKey.RsaPkcs8;
        using RSA rsa = RSA.Create(2048);
        using ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = isRsa
            ? new CertificateRequest("CN=client", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=client", ec, HashAlgorithmName.SHA256);
        X509SignatureGenerator generator = X509SignatureGenerator.CreateForECDsa(_key);
        using X509Certificate2 certificate = request.Create(Certificate.SubjectName, generator, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(10), Guid.NewGuid().ToByteArray());
        string key = kind switch
        {
            ClientKey.RsaPkcs1 => rsa.ExportRSAPrivateKeyPem(),
            ClientKey.RsaPkcs8 => rsa.ExportPkcs8PrivateKeyPem(),
            ClientKey.Ec => "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + ec.ExportECPrivateKeyPem(),
            ClientKey.Encrypted => ec.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1)),
            _ => ec.ExportPkcs8PrivateKeyPem(),
        };
        string name = Guid.NewGuid().ToString("N");
        return (Write($"{name}.crt", certificate.ExportCertificatePem()), Write($"{name}.key", key));
    }

    /// <summary>Writes a file into the authority's folder.</summary>
    public string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Whether <paramref name="authority"/> issued <paramref name="certificate"/>.</summary>
    public static bool Issued(X509Certificate2 authority, X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        return chain.Build(certificate);
    }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        Certificate.Dispose();
        _issuer?.Dispose();
        _key.Dispose();
    }
}

/// <summary>Kinds of private keys as PEM.</summary>
public enum ClientKey
{
    EcPkcs8,
    Ec,
    RsaPkcs8,
    RsaPkcs1,
    Encrypted,
}
