using System.ComponentModel;
using System.Diagnostics;

namespace FlowToPolicy.Cluster.Running;

/// <summary>The name of the context that kubectl would use: it names a cluster for this user, without asking the cluster.</summary>
public static class KubeContext
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The context that was given, else the current one of kubectl's configuration (<c>kubectl config current-context</c>); null when there
    /// is no kubectl or it names none.
    /// </summary>
    /// <param name="settings">Which kubectl, with which configuration.</param>
    /// <param name="cancel">Ends the asking.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public static async Task<string?> NameAsync(KubectlSettings settings, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Context is { } given)
        {
            return given;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            return await AskAsync(settings, limit.Token).ConfigureAwait(false);
        }
        catch (Exception silent) when (silent is ClusterException or Win32Exception || (silent is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return null;
        }
    }

    private static async Task<string?> AskAsync(KubectlSettings settings, CancellationToken cancel)
    {
        string[] configuration = settings.Kubeconfig is { } file ? [$"--kubeconfig={file}"] : [];
        var start = new ProcessStartInfo(ProgramSearch.Find(settings.Program, settings.SearchPath), ["config", "current-context", .. configuration])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start) ?? throw new Win32Exception();
        try
        {
            process.StandardInput.Close();
            Task<string> complaint = process.StandardError.ReadToEndAsync(cancel);
            string name = (await process.StandardOutput.ReadToEndAsync(cancel).ConfigureAwait(false)).Trim();
            await complaint.ConfigureAwait(false);
            await process.WaitForExitAsync(cancel).ConfigureAwait(false);
            return process.ExitCode == 0 && name.Length > 0 ? name : null;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
