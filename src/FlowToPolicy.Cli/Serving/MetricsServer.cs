using System.Net;
using System.Text;

namespace FlowToPolicy.Cli.Serving;

/// <summary>Serves <c>/metrics</c> and <c>/healthz</c> by the runtime's own listener, so that the command needs no web framework.</summary>
internal sealed class MetricsServer : IDisposable
{
    private readonly HttpListener _listener = new() { IgnoreWriteExceptions = true };
    private readonly Func<string> _metrics;
    private readonly Func<string?> _problem;

    private MetricsServer(MetricsAddress address, Func<string> metrics, Func<string?> problem)
    {
        (_metrics, _problem) = (metrics, problem);
        foreach (string prefix in address.Prefixes)
        {
            _listener.Prefixes.Add(prefix);
        }
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="address">Where.</param>
    /// <param name="metrics">Writes the page of metrics.</param>
    /// <param name="problem">Says what is wrong, in one line; null when nothing is.</param>
    /// <exception cref="CommandFailure">It cannot listen there.</exception>
    public static MetricsServer Start(MetricsAddress address, Func<string> metrics, Func<string?> problem)
    {
        var server = new MetricsServer(address, metrics, problem);
        try
        {
            server._listener.Start();
        }
        catch (Exception exception) when (exception is HttpListenerException or System.Net.Sockets.SocketException)
        {
            server.Dispose();
            throw new CommandFailure(
                ExitCode.Input,
                $"metrics cannot be served on {address} ({exception.Message.TrimEnd('.')}): end what listens there, or give --metrics another address.",
                exception);
        }

        _ = server.ServeAsync();
        return server;
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync().ConfigureAwait(false);
                if (!TryAnswer(context))
                {
                    context.Response.Abort();
                }
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
            {
                // The asker has gone, or the listener is closed, which the loop finds out.
            }
        }
    }

    /// <summary>False when the asker has to ask again: the size of a file could not be read in the moment in which it changed.</summary>
    private bool TryAnswer(HttpListenerContext context)
    {
        try
        {
            Answer(context);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void Answer(HttpListenerContext context)
    {
        (HttpStatusCode status, string type, string text) = Page(context.Request);
        HttpListenerResponse response = context.Response;
        (response.StatusCode, response.ContentType) = ((int)status, type);
        response.Headers["X-Content-Type-Options"] = "nosniff";
        if (status == HttpStatusCode.MethodNotAllowed)
        {
            response.Headers["Allow"] = "GET, HEAD";
        }

        if (context.Request.HttpMethod == "HEAD")
        {
            response.Close();
        }
        else
        {
            response.Close(Encoding.UTF8.GetBytes(text), willBlock: false);
        }
    }

    private (HttpStatusCode Status, string Type, string Text) Page(HttpListenerRequest request)
    {
        const string Plain = "text/plain; charset=utf-8";
        string path = request.Url?.AbsolutePath ?? "";
        if (path is not ("/metrics" or "/healthz"))
        {
            return (HttpStatusCode.NotFound, Plain, "there are /metrics and /healthz\n");
        }

        if (request.HttpMethod is not ("GET" or "HEAD"))
        {
            return (HttpStatusCode.MethodNotAllowed, Plain, "GET only\n");
        }

        return path == "/metrics" ? (HttpStatusCode.OK, PrometheusText.MediaType, _metrics())
            : _problem() is { } problem ? (HttpStatusCode.ServiceUnavailable, Plain, problem + "\n")
            : (HttpStatusCode.OK, Plain, "ok\n");
    }
}
