using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FlowToPolicy.Cluster.Running;

namespace FlowToPolicy.Cluster.Forwarding;

/// <summary>
/// A free port of this machine that leads to a service of the cluster, by the user's own <c>kubectl port-forward</c>. It listens on
/// 127.0.0.1 only. It is ended with this object; when it ends by itself, <see cref="OpenAsync"/> starts it again.
/// </summary>
/// <param name="settings">Which kubectl, and how.</param>
/// <param name="space">The namespace of the service.</param>
/// <param name="target">What to forward to, e.g. <c>service/hubble-relay</c>.</param>
/// <param name="port">The service's port.</param>
public sealed partial class PortForward(KubectlSettings settings, string space, string target, int port) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _turn = new(1);
    private Process? _process;
    private int _local;

    /// <summary>The port on this machine.</summary>
    /// <param name="anew">Whether to start kubectl again even if it runs: it may hold a connection to a pod that is gone.</param>
    /// <param name="cancel">Ends the trying.</param>
    /// <exception cref="ClusterException">kubectl cannot be run, or gave no port in time.</exception>
    public async Task<int> OpenAsync(bool anew, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (anew || _process is null || _process.HasExited)
            {
                End();
                _local = await StartAsync(cancel).ConfigureAwait(false);
            }

            return _local;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        End();
        _turn.Dispose();
    }

    private async Task<int> StartAsync(CancellationToken cancel)
    {
        Process process = _process = Run();
        process.StandardInput.Close();
        var spoken = new SpokenLines();
        Task listening = spoken.ListenAsync(process.StandardError);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(limit.Token).ConfigureAwait(false) is { } line)
            {
                if (Forwarding().Match(line) is { Success: true } match && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int local))
                {
                    // It writes a line for each connection; nobody reading them would hold it up in the end.
                    _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                    return local;
                }
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            End();
            throw new ClusterException(ClusterFailure.TooSlow, $"kubectl port-forward to {target} in {space} gave no port within {Patience.TotalSeconds:0} s; look at the pods of the relay.", spoken.Lines());
        }

        await listening.WaitAsync(cancel).ConfigureAwait(false);
        IReadOnlyList<string> lines = spoken.Lines();
        throw new ClusterException(
            ClusterFailure.Other,
            $"kubectl port-forward to {target} in {space} ended and said {(lines.Count == 0 ? "nothing" : $"\"{lines[0]}\"")}; name the relay's namespace with --relay-namespace, or try it yourself.",
            [.. lines.Skip(1)]);
    }

    private Process Run()
    {
        string program = ProgramSearch.Find(settings.Program, settings.SearchPath);
        var arguments = new List<string> { "port-forward", "--address=127.0.0.1", $"--namespace={space}" };
        if (settings.Kubeconfig is { } file)
        {
            arguments.Add($"--kubeconfig={file}");
        }

        if (settings.Context is { } context)
        {
            arguments.Add($"--context={context}");
        }

        arguments.AddRange([target, string.Create(CultureInfo.InvariantCulture, $":{port}")]);
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = new UTF8Encoding(false),
            UseShellExecute = false,
        };
        try
        {
            return Process.Start(start) ?? throw new ClusterException(ClusterFailure.NoKubectl, $"{program} could not be run.");
        }
        catch (Win32Exception cause)
        {
            throw new ClusterException(ClusterFailure.NoKubectl, $"{program} could not be run: {cause.Message}; name another kubectl with --kubectl.", null, cause);
        }
    }

    private void End()
    {
        if (_process is not { } process)
        {
            return;
        }

        _process = null;
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself, which is as good.
        }

        process.Dispose();
    }

    [GeneratedRegex(@"\AForwarding from 127\.0\.0\.1:(\d{1,5}) ->", RegexOptions.CultureInvariant)]
    private static partial Regex Forwarding();
}
