using System.Diagnostics;
using System.Text;
using FlowToPolicy.Tests;

namespace FlowToPolicy.EndToEnd;

/// <summary>The built binary as a process of its own.</summary>
internal static class Flow2Policy
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Where the build put the binary, in the configuration of these tests.</summary>
    public static string Binary { get; } = Find();

    /// <summary>Runs it to its end. Relative paths of arguments are below the repository.</summary>
    public static async Task<Run> RunAsync(IReadOnlyList<string> arguments, byte[]? input = null, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        using Process process = Start(arguments, environment, folder);
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task<byte[]> output = BytesAsync(process);
        await FeedAsync(process, input ?? []);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return new Run(process.ExitCode, await output, await error);
    }

    /// <summary>Starts it; the caller feeds it and waits for it.</summary>
    public static Process Start(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo(Binary, arguments)
        {
            WorkingDirectory = folder ?? Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = new UTF8Encoding(false),
        };

        // Nothing of the machine's own settings may change what the tests see.
        foreach (string name in start.Environment.Keys.Where(k => k.StartsWith("HUBBLE_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(Repository.Root, "fixtures", "none");
        start.Environment["XDG_STATE_HOME"] = Path.Combine(Repository.Root, "fixtures", "none");
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Writes to standard input and closes it.</summary>
    public static async Task FeedAsync(Process process, byte[] input)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The process ended without reading all of it, as it may.
        }
    }

    /// <summary>Everything that it writes to standard output.</summary>
    public static async Task<byte[]> BytesAsync(Process process)
    {
        using var bytes = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static string Find()
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string name = OperatingSystem.IsWindows() ? "flow2policy.exe" : "flow2policy";
        string path = Path.Combine(Repository.Root, "src", "FlowToPolicy.Cli", "bin", configuration, "net10.0", name);
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is missing: build the solution first.");
    }
}

/// <summary>What a run gave.</summary>
internal sealed record Run(int Code, byte[] Bytes, string Error)
{
    /// <summary>Standard output as text.</summary>
    public string Out => Encoding.UTF8.GetString(Bytes);
}
