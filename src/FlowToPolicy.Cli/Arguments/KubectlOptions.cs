using System.CommandLine;
using FlowToPolicy.Cluster.Running;

namespace FlowToPolicy.Cli.Arguments;

/// <summary>How a live cluster is read: by which kubectl, with which of its configurations.</summary>
internal sealed class KubectlOptions : OptionGroup
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly Option<string?> _kubectl;
    private readonly Option<string?> _kubeconfig;
    private readonly Option<string?> _context;
    private readonly Option<TimeSpan?> _request;
    private readonly Option<TimeSpan?> _run;

    /// <summary>The options.</summary>
    public KubectlOptions()
    {
        _kubectl = Text("--kubectl", "PROGRAM", "The kubectl to run: a path, or a name on PATH [default: kubectl]");
        _kubeconfig = Text("--kubeconfig", "FILE", "kubectl's configuration [default: $KUBECONFIG, else ~/.kube/config]");
        _context = Text("--context", "NAME", "The context of that configuration [default: the current one]");
        _request = Parsed<TimeSpan?>("--request-timeout", "DURATION", "How long one request to the API server may take [default: 30s]", TryDuration, "a duration up to 24h such as 30s");
        _run = Parsed<TimeSpan?>("--kubectl-timeout", "DURATION", "How long one run of kubectl may take, all its requests together [default: 5m]", TryDuration, "a duration up to 24h such as 5m");
    }

    /// <summary>Adds the options and the check that none of them is empty.</summary>
    public override void AddTo(Command command)
    {
        base.AddTo(command);
        command.Validators.Add(result =>
        {
            // An empty value is an unset variable of a script, and must not come to mean another cluster.
            foreach (Option<string?> option in (Option<string?>[])[_kubectl, _kubeconfig, _context])
            {
                if (result.GetResult(option) is { Implicit: false, Tokens: not [.., { Value.Length: > 0 }] })
                {
                    result.AddError($"{option.Name} is empty; give a value, or leave the option out.");
                }
            }
        });
    }

    /// <summary>The values.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="environment">The environment variables.</param>
    public KubectlSettings Read(ParseResult result, IReadOnlyDictionary<string, string> environment)
    {
        var usual = new KubectlSettings();
        return usual with
        {
            Program = result.GetValue(_kubectl) ?? usual.Program,
            SearchPath = environment.GetValueOrDefault("PATH") ?? "",
            Kubeconfig = result.GetValue(_kubeconfig),
            Context = result.GetValue(_context),
            RequestTimeout = result.GetValue(_request) ?? usual.RequestTimeout,
            Timeout = result.GetValue(_run) ?? usual.Timeout,
        };
    }

    private static bool TryDuration(string text, out TimeSpan? duration)
    {
        bool isDuration = Durations.TryParse(text, out TimeSpan parsed) && parsed >= TimeSpan.FromMilliseconds(1) && parsed <= Longest;
        duration = parsed;
        return isDuration;
    }
}
