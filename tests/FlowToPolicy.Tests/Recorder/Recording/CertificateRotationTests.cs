using FlowToPolicy.Recorder.Recording;
using FlowToPolicy.Tests.Flows.Relay;
using FlowToPolicy.Tests.Recorder.Chaos;

namespace FlowToPolicy.Tests.Recorder.Recording;

public sealed class CertificateRotationTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task Certificates_are_read_again_when_told_so_and_broken_ones_leave_the_stream_open()
    {
        var behaviour = new RelayBehaviour { Certificate = _authority.Server("127.0.0.1") };
        await using RecordingStory story = await RecordingStory.BeginAsync(1, behaviour, RecordingStory.Node("prod/worker-1"));
        string good = await File.ReadAllTextAsync(_authority.CaFile);
        story.Dial = options => options with { CaFiles = [_authority.CaFile] };
        await story.RecordAsync();
        await story.PassAsync(5, _ => 1);

        await File.WriteAllTextAsync(_authority.CaFile, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        await story.Loop.ReloadCertificatesAsync(CancellationToken.None);
        await story.PassAsync(5, _ => 1);
        Assert.Equal(1, story.Relay.Calls);
        Assert.Contains(story.Notices, n => n.Kind == RecordingEvent.CertificatesRefused);

        await File.WriteAllTextAsync(_authority.CaFile, good);
        await story.ReloadAsync();
        await story.PassAsync(5, _ => 1);
        Assert.Equal(2, story.Relay.Calls);
        await story.StopAsync();
        Assert.Equal(15, story.Ledger.TotalLines);
        story.Check();
    }

    [Fact]
    public async Task A_connection_reads_the_certificates_that_are_on_disk_then()
    {
        var behaviour = new RelayBehaviour { Certificate = _authority.Server("127.0.0.1") };
        await using RecordingStory story = await RecordingStory.BeginAsync(1, behaviour, RecordingStory.Node("prod/worker-1"));
        string good = await File.ReadAllTextAsync(_authority.CaFile);
        using var other = new TestAuthority("Other CA");
        await File.WriteAllTextAsync(_authority.CaFile, await File.ReadAllTextAsync(other.CaFile));
        story.Dial = options => options with { CaFiles = [_authority.CaFile] };
        await story.RecordAsync();
        await story.PassAsync(3, _ => 1);
        Assert.Equal(0, story.Relay.Calls);

        await File.WriteAllTextAsync(_authority.CaFile, good);
        await story.PassAsync(20, _ => 1);
        await story.StopAsync();
        Assert.Equal(23, story.Ledger.TotalLines);
    }
}
