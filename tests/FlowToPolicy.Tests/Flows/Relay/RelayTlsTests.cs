using System.Security.Authentication;
using FlowToPolicy.Flows.Relay;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FlowToPolicy.Tests.Flows.Relay;

/// <summary>TLS as relays do it, and one line that says what to try for each way in which it fails.</summary>
public sealed class RelayTlsTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task A_server_of_a_given_authority_is_trusted()
    {
        await using RelayServer server = await StartAsync("127.0.0.1");
        Assert.Equal("v1.19.4", (await StatusAsync(server.Options with { CaFiles = [_authority.CaFile] })).Version);
    }

    [Fact]
    public async Task Of_several_authorities_any_will_do_and_an_intermediate_one_too()
    {
        using var other = new TestAuthority("Other CA");
        using TestAuthority intermediate = _authority.Intermediate();
        await using RelayServer server = await RelayServer.StartAsync(new RelayBehaviour { Certificate = intermediate.Server("127.0.0.1") });
        await StatusAsync(server.Options with { CaFiles = [other.CaFile, intermediate.CaFile] });
    }

    [Fact]
    public async Task The_server_name_replaces_the_host_in_the_check()
    {
        await using RelayServer server = await StartAsync("*.hubble-relay.cilium.io");
        await StatusAsync(server.Options with { CaFiles = [_authority.CaFile], ServerName = "instance.hubble-relay.cilium.io" });
    }

    [Fact]
    public async Task A_wrong_name_is_told_with_the_names_that_the_certificate_carries()
    {
        await using RelayServer server = await StartAsync("*.hubble-relay.cilium.io", "relay.example");
        string line = await FailAsync(server.Options with { CaFiles = [_authority.CaFile] });
        Assert.EndsWith(
            "the server's certificate is not for '127.0.0.1' but for *.hubble-relay.cilium.io, relay.example: try --tls-server-name instance.hubble-relay.cilium.io",
            line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_in_a_certificate_cannot_steer_the_terminal()
    {
        await using RelayServer server = await RelayServer.StartAsync(new RelayBehaviour { Certificate = _authority.Hostile() });
        Assert.DoesNotContain('\u001b', await FailAsync(server.Options with { CaFiles = [_authority.CaFile] }));
    }

    [Fact]
    public async Task An_authority_that_the_system_does_not_know_is_told()
    {
        await using RelayServer server = await StartAsync("127.0.0.1");
        string line = await FailAsync(server.Options);
        Assert.Contains("CN=Test CA", line, StringComparison.Ordinal);
        Assert.Contains("give the relay's ca.crt with --tls-ca-cert-files", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_authority_is_told()
    {
        using var other = new TestAuthority("Other CA");
        await using RelayServer server = await StartAsync("127.0.0.1");
        Assert.Contains("in none of the files of --tls-ca-cert-files", await FailAsync(server.Options with { CaFiles = [other.CaFile] }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_certificate_is_told_with_its_dates()
    {
        DateTimeOffset end = DateTimeOffset.UtcNow.AddHours(-2);
        await using RelayServer server = await RelayServer.StartAsync(new RelayBehaviour { Certificate = _authority.Server(end, "127.0.0.1") });
        string line = await FailAsync(server.Options with { CaFiles = [_authority.CaFile] });
        Assert.Contains($"to {end:yyyy-MM-dd HH:mm} UTC", line, StringComparison.Ordinal);
        Assert.Contains("CN=relay", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Insecure_takes_any_certificate()
    {
        await using RelayServer server = await StartAsync("relay.example");
        await StatusAsync(server.Options with { AllowInsecure = true });
    }

    [Theory]
    [InlineData(ClientKey.EcPkcs8)]
    [InlineData(ClientKey.Ec)]
    [InlineData(ClientKey.RsaPkcs8)]
    [InlineData(ClientKey.RsaPkcs1)]
    public async Task A_client_certificate_is_shown_whatever_its_key(ClientKey kind)
    {
        (string cert, string key) = _authority.Client(kind);
        await using RelayServer server = await StartMutualAsync();
        await StatusAsync(server.Options with { CaFiles = [_authority.CaFile], ClientCertFile = cert, ClientKeyFile = key });
    }

    [Fact]
    public async Task A_server_that_wants_a_client_certificate_is_told()
    {
        await using RelayServer server = await StartMutualAsync();
        string line = await FailAsync(server.Options with { CaFiles = [_authority.CaFile] });
        Assert.Contains("wants a client certificate: give --tls-client-cert-file and --tls-client-key-file", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_certificate_of_a_stranger_is_told()
    {
        using var other = new TestAuthority("Other CA");
        (string cert, string key) = other.Client();
        await using RelayServer server = await StartMutualAsync();
        string line = await FailAsync(server.Options with { CaFiles = [_authority.CaFile], ClientCertFile = cert, ClientKeyFile = key });
        Assert.Contains($"broke off after it saw the client certificate {cert}", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_encrypted_key_is_told()
    {
        (string cert, string key) = _authority.Client(ClientKey.Encrypted);
        Assert.Contains("is encrypted", await FailAsync(Tls() with { ClientCertFile = cert, ClientKeyFile = key }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_another_certificate_is_told()
    {
        string key = _authority.Client().KeyFile, cert = _authority.Client().CertFile;
        Assert.Contains("does not fit the certificate", await FailAsync(Tls() with { ClientCertFile = cert, ClientKeyFile = key }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_cannot_be_used_are_named()
    {
        string missing = Path.Combine(Path.GetTempPath(), "no-such-file.crt");
        Assert.StartsWith($"cannot read {missing}: ", await FailAsync(Tls() with { CaFiles = [missing] }), StringComparison.Ordinal);
        string empty = _authority.Write("empty.crt", "no certificate here");
        Assert.Equal($"{empty} holds no certificate: it must be PEM encoded (-----BEGIN CERTIFICATE-----)", await FailAsync(Tls() with { CaFiles = [empty] }));
        string damaged = _authority.Write("damaged.crt", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Assert.Equal($"{damaged} holds a damaged certificate", await FailAsync(Tls() with { CaFiles = [damaged] }));
    }

    [Fact]
    public async Task TLS_to_a_plaintext_server_is_told()
    {
        foreach (HttpProtocols http in new[] { HttpProtocols.Http2, HttpProtocols.Http1 })
        {
            await using RelayServer server = await RelayServer.StartAsync(new RelayBehaviour { Http = http });
            Assert.Contains("leave --tls and tls:// away", await FailAsync(server.Options with { Tls = true }), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Plaintext_to_a_TLS_server_is_told()
    {
        await using RelayServer server = await StartAsync("127.0.0.1");
        Assert.Contains("--tls", await FailAsync(server.Options with { Target = new RelayTarget("127.0.0.1", server.Port) }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_TLS_1_3_is_told()
    {
        await using RelayServer server = await RelayServer.StartAsync(new RelayBehaviour
        {
            Certificate = _authority.Server("127.0.0.1"),
            TlsVersions = SslProtocols.Tls12,
        });
        Assert.Contains("does not speak TLS 1.3", await FailAsync(server.Options with { CaFiles = [_authority.CaFile] }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_TLS_server_without_HTTP2_is_told()
    {
        await using RelayServer server = await RelayServer.StartAsync(new RelayBehaviour
        {
            Certificate = _authority.Server("127.0.0.1"),
            Http = HttpProtocols.Http1,
        });
        Assert.Contains("does not speak HTTP/2", await FailAsync(server.Options with { CaFiles = [_authority.CaFile] }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Basic_authentication_is_sent_over_TLS_and_never_without()
    {
        await using RelayServer server = await StartAsync("127.0.0.1");
        await StatusAsync(server.Options with { CaFiles = [_authority.CaFile], Username = "me", Password = "s3cret" });
        Assert.Equal("Basic bWU6czNjcmV0", server.Headers.First()["authorization"]);

        string line = await FailAsync(new RelayOptions { Username = "me", Password = "s3cret" });
        Assert.Contains("would show the password: add --tls", line, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_certificate_needs_its_key_and_TLS()
    {
        (string cert, string key) = _authority.Client();
        Assert.Contains("needs its key", await FailAsync(Tls() with { ClientCertFile = cert }), StringComparison.Ordinal);
        Assert.Contains("needs TLS", await FailAsync(new RelayOptions { ClientCertFile = cert, ClientKeyFile = key }), StringComparison.Ordinal);
    }

    private static RelayOptions Tls() => new() { Tls = true };

    private Task<RelayServer> StartAsync(params string[] names) =>
        RelayServer.StartAsync(new RelayBehaviour { Certificate = _authority.Server(names) });

    private Task<RelayServer> StartMutualAsync() => RelayServer.StartAsync(new RelayBehaviour
    {
        Certificate = _authority.Server("127.0.0.1"),
        ClientAuthority = _authority.Certificate,
    });

    private static async Task<RelayStatus> StatusAsync(RelayOptions options)
    {
        using var connection = new RelayConnection(options);
        return await connection.GetStatusAsync(default);
    }

    private static async Task<string> FailAsync(RelayOptions options)
    {
        RelayException failed = await Assert.ThrowsAsync<RelayException>(() => StatusAsync(options));
        Assert.DoesNotContain('\n', failed.Message);
        return failed.Message;
    }
}
