using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace FlowToPolicy.Cluster.Running;

/// <summary>
/// The user's own kubectl, run as a process with the user's own environment, contexts and rights. It is only ever told to <c>get</c>.
/// </summary>
/// <param name="settings">Which one, and how.</param>
public sealed class Kubectl(KubectlSettings settings)
{
    // The exit code of a process that a signal ended is 128 and the signal's number.
    private const int SignalBase = 128;

    private static readonly TimeSpan SignalDelay = TimeSpan.FromMilliseconds(300);

    private string? _program;

    /// <summary>Asks one question and reads the answer while it comes.</summary>
    /// <param name="query">The question.</param>
    /// <param name="read">Reads the answer, JSON, to its end. What it returned counts only when kubectl was content as well.</param>
    /// <param name="cancel">Ends kubectl and the reading.</param>
    public async Task<T> GetAsync<T>(KubectlQuery query, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(read);
        _program ??= ProgramSearch.Find(settings.Program, settings.SearchPath);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(settings.Timeout);
        using Process process = Start(query);
        var spoken = new SpokenLines();
        Task listening = spoken.ListenAsync(process.StandardError);
        using CancellationTokenRegistration killing = limit.Token.Register(() => Kill(process));
        try
        {
            // No question to the user can be answered: kubectl shall fail and say so.
            process.StandardInput.Close();
            (T? value, JsonException? damage) = await ReadAsync(process, query, read, limit.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            await listening.WaitAsync(limit.Token).ConfigureAwait(false);
            if (process.ExitCode > SignalBase)
            {
                // Ctrl-C goes to the whole group of processes, and may reach kubectl a moment before it reaches us.
                await Task.Delay(SignalDelay, cancel).ConfigureAwait(false);
            }

            // A kubectl that fails gives an empty list all the same.
            return process.ExitCode != 0 ? throw KubectlComplaint.Understand(query, process.ExitCode, spoken.Lines())
                : damage is not null ? throw new ClusterException(ClusterFailure.Damaged, KubectlComplaint.Of(ClusterFailure.Damaged, query, []).Message, [damage.Message], damage)
                : value!;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw KubectlComplaint.Of(ClusterFailure.TooSlow, query, spoken.Lines());
        }
        finally
        {
            if (!process.HasExited)
            {
                Kill(process);
            }
        }
    }

    private async Task<(T? Value, JsonException? Damage)> ReadAsync<T>(
        Process process, KubectlQuery query, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancel)
    {
        var answer = new BoundedStream(process.StandardOutput.BaseStream, settings.MaxAnswer, query.ToString());
        try
        {
            return (await read(answer, cancel).WaitAsync(cancel).ConfigureAwait(false), null);
        }
        catch (JsonException damage)
        {
            // The reason may be that kubectl failed; it can say so only when it is not left waiting for a reader.
            await answer.CopyToAsync(Stream.Null, cancel).WaitAsync(cancel).ConfigureAwait(false);
            return (default, damage);
        }
    }

    private Process Start(KubectlQuery query)
    {
        var start = new ProcessStartInfo(_program!, query.Arguments(settings))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = new UTF8Encoding(false),
            UseShellExecute = false,
        };
        try
        {
            return Process.Start(start) ?? throw new ClusterException(ClusterFailure.NoKubectl, $"{_program} could not be run.");
        }
        catch (Win32Exception cause)
        {
            throw new ClusterException(ClusterFailure.NoKubectl, $"{_program} could not be run: {cause.Message}; name another kubectl with --kubectl.", null, cause);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            // With what it started: the helpers that fetch credentials hold its pipes open.
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself, which is as good.
        }
    }
}
