using System.Security.Authentication;
using FlowToPolicy.Flows.Relay;
using FlowToPolicy.Recorder.Diagnosis;
using FlowToPolicy.Tests.Flows.Relay;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FlowToPolicy.Tests.Recorder.Diagnosis;

public sealed class RelayTlsDoctorTests : IDisposable
{
    private const string Name = "instance.hubble-relay.cilium.io";

    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _other = new("Other CA");

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task The_certificate_is_described_with_its_names_and_its_end()
    {
        CheckResult tls = Single(await ExamineAsync(DateTimeOffset.UtcNow.AddDays(25), o => Trusting(o)), "tls");

        Assert.Equal(CheckState.Ok, tls.State);
        Assert.StartsWith($"CN=relay for *.hubble-relay.cilium.io, by CN=Test CA, until {DateTime.UtcNow.AddDays(25):yyyy-MM-dd}", tls.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_ends_within_two_weeks_is_a_warning()
    {
        CheckResult tls = Single(await ExamineAsync(DateTimeOffset.UtcNow.AddDays(9.6), o => Trusting(o)), "tls");

        Assert.Equal(CheckState.Warning, tls.State);
        Assert.StartsWith("the server's certificate expires in 10 days", tls.Finding, StringComparison.Ordinal);
        Assert.Contains("renew", tls.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_certificate_is_named_as_the_cause()
    {
        IReadOnlyList<CheckResult> results = await ExamineAsync(DateTimeOffset.UtcNow.AddHours(-1), o => Trusting(o));

        Assert.Contains("is valid only from", Failing(results, "relay").Finding, StringComparison.Ordinal);
        Assert.StartsWith("the server's certificate is valid only from", Failing(results, "tls").Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_name_is_named_with_one_that_fits()
    {
        CheckResult relay = Failing(await ExamineAsync(DateTimeOffset.UtcNow.AddDays(25), o => Trusting(o) with { ServerName = "relay.example" }), "relay");

        Assert.Contains("not for 'relay.example' but for *.hubble-relay.cilium.io", relay.Finding, StringComparison.Ordinal);
        Assert.Equal($"try --tls-server-name {Name}", relay.Cure);
    }

    [Fact]
    public async Task A_wrong_authority_is_named_with_the_one_that_issued()
    {
        CheckResult relay = Failing(await ExamineAsync(DateTimeOffset.UtcNow.AddDays(25), o => o with { CaFiles = [_other.CaFile], ServerName = Name }), "relay");

        Assert.Contains("issued by 'CN=Test CA', which is in none of the files", relay.Finding, StringComparison.Ordinal);
        Assert.Equal("use the relay's own ca.crt", relay.Cure);
    }

    [Fact]
    public async Task Plaintext_to_a_relay_with_TLS_is_named()
    {
        CheckResult relay = Failing(await ExamineAsync(DateTimeOffset.UtcNow.AddDays(25), o => o with { Target = o.Target with { Tls = false } }), "relay");

        Assert.Contains("TLS", relay.Cure + relay.Finding, StringComparison.Ordinal);
        Assert.Contains("--tls", relay.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TLS_to_a_relay_without_it_is_named()
    {
        await using RelayStory story = await RelayStory.BeginAsync(null, RelayStory.Node("worker-1"));

        CheckResult relay = Failing(await story.ExamineAsync(dial: o => o with { Tls = true }), "relay");

        Assert.Contains("leave --tls and tls:// away", relay.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_speak_TLS_1_3_is_named()
    {
        var behaviour = new RelayBehaviour { Certificate = _authority.Server(DateTimeOffset.UtcNow.AddDays(25), "*.hubble-relay.cilium.io"), TlsVersions = SslProtocols.Tls12 };
        await using RelayStory story = await RelayStory.BeginAsync(behaviour, RelayStory.Node("worker-1"));

        Assert.Contains("does not speak TLS 1.3", Said(await story.ExamineAsync(dial: Trusting)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_no_relay_is_named()
    {
        await using RelayStory story = await RelayStory.BeginAsync(new RelayBehaviour { Http = HttpProtocols.Http1 }, RelayStory.Node("worker-1"));

        Assert.Contains("does not speak HTTP/2", Said(await story.ExamineAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_client_certificate_is_named()
    {
        CheckResult relay = Failing(await ExamineAsync(DateTimeOffset.UtcNow.AddDays(25), o => Trusting(o), _other), "relay");

        Assert.Contains("the server wants a client certificate", relay.Finding, StringComparison.Ordinal);
        Assert.Contains("hubble-relay-client-certs", relay.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_not_checked_is_a_warning() =>
        Assert.Equal(CheckState.Warning, Single(await ExamineAsync(DateTimeOffset.UtcNow.AddDays(25), o => o with { AllowInsecure = true }), "tls").State);

    [Fact]
    public async Task A_file_that_is_missing_is_named()
    {
        CheckResult relay = Failing(await ExamineAsync(DateTimeOffset.UtcNow.AddDays(25), o => o with { CaFiles = ["/nowhere/ca.crt"] }), "relay");

        Assert.Contains("/nowhere/ca.crt", relay.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_listens_is_named()
    {
        CheckResult relay = Failing(await ExamineAsync(DateTimeOffset.UtcNow.AddDays(25), o => o with { Target = new RelayTarget("127.0.0.1", Cli.Serving.MetricsServerTests.FreePort()) }), "relay");

        Assert.EndsWith("connection refused", relay.Finding, StringComparison.Ordinal);
        Assert.Contains("port-forward", relay.Cure, StringComparison.Ordinal);
    }

    private RelayOptions Trusting(RelayOptions options) => options with { CaFiles = [_authority.CaFile], ServerName = Name };

    private async Task<IReadOnlyList<CheckResult>> ExamineAsync(DateTimeOffset end, Func<RelayOptions, RelayOptions> dial, TestAuthority? clients = null)
    {
        var behaviour = new RelayBehaviour { Certificate = _authority.Server(end, "*.hubble-relay.cilium.io"), ClientAuthority = clients?.Certificate };
        await using RelayStory story = await RelayStory.BeginAsync(behaviour, RelayStory.Node("worker-1"));
        return await story.ExamineAsync(dial: dial);
    }

    private static string Said(IReadOnlyList<CheckResult> results)
    {
        CheckResult relay = Failing(results, "relay");
        return $"{relay.Finding}: {relay.Cure}";
    }

    private static CheckResult Failing(IReadOnlyList<CheckResult> results, string check)
    {
        CheckResult result = Single(results, check);
        Assert.Equal(CheckState.Failing, result.State);
        Assert.NotEmpty(result.Cure);
        return result;
    }

    private static CheckResult Single(IReadOnlyList<CheckResult> results, string check) => Assert.Single(results, r => r.Name == check);
}
