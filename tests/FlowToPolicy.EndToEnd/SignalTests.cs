using System.Diagnostics;

namespace FlowToPolicy.EndToEnd;

public class SignalTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task The_first_signal_ends_the_reading_and_what_was_read_is_analysed(string signal)
    {
        using Process process = Flow2Policy.Start(["analyze", "-"]);
        Task<byte[]> output = Flow2Policy.BytesAsync(process);
        Task<string> error = process.StandardError.ReadToEndAsync();

        // Standard input stays open: without the signal it would wait for ever.
        await process.StandardInput.BaseStream.WriteAsync(RecordedLog.Plain);
        await process.StandardInput.BaseStream.FlushAsync();
        await SendAsync(process, signal);
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("Reading ended early", await error, StringComparison.Ordinal);
        Assert.Contains("all admitted", System.Text.Encoding.UTF8.GetString(await output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_signal_breaks_off()
    {
        using Process process = Flow2Policy.Start(["graph", "-", "-o", "json"]);

        // Nobody reads standard output, so the process cannot finish writing the document.
        await process.StandardInput.BaseStream.WriteAsync(RecordedLog.Plain);
        await process.StandardInput.BaseStream.FlushAsync();
        await SendAsync(process, "INT");
        string? note = await process.StandardError.ReadLineAsync().WaitAsync(Patience);
        Assert.Contains("Reading ended early", note, StringComparison.Ordinal);
        await SendAsync(process, "INT");
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(130, process.ExitCode);
    }

    private static async Task SendAsync(Process process, string signal)
    {
        using Process kill = Process.Start("kill", ["-s", signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
