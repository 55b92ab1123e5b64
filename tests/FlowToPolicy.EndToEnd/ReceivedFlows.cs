using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FlowToPolicy.EndToEnd;

/// <summary>How many flows a recorder of another process has received, by its metrics: what a relay has sent may still be on its way.</summary>
internal sealed class ReceivedFlows : IDisposable
{
    private readonly HttpClient _client;

    public ReceivedFlows()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Options = ["--metrics", port.ToString(CultureInfo.InvariantCulture)];
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
    }

    /// <summary>What the recorder is to be started with.</summary>
    public string[] Options { get; }

    public void Dispose() => _client.Dispose();

    /// <summary>Waits until it has received exactly so many.</summary>
    public async Task UntilAsync(int flows, Process recorder, TimeSpan patience)
    {
        string line = string.Create(CultureInfo.InvariantCulture, $"\nflow2policy_recorder_flows_total {flows}\n");
        for (var watch = Stopwatch.StartNew(); !(await PageAsync()).Contains(line, StringComparison.Ordinal);)
        {
            Assert.True(watch.Elapsed < patience && !recorder.HasExited, $"It does not receive {flows} flows.");
            await Task.Delay(50);
        }
    }

    private async Task<string> PageAsync()
    {
        try
        {
            return await _client.GetStringAsync(new Uri("metrics", UriKind.Relative));
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
            return "";
        }
    }
}
