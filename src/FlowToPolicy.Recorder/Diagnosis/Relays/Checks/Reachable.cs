namespace FlowToPolicy.Recorder.Diagnosis.Relays.Checks;

/// <summary>Whether the relay answers.</summary>
public sealed class Reachable : RelayCheck
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public override string Name => "relay";

    /// <inheritdoc/>
    public override CheckResult? Examine(RelayFindings findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (findings.Failure is { } failure)
        {
            (string finding, string cure) = Split(failure, findings.Target);
            return Failing(finding, cure);
        }

        return findings.Delay > Slow
            ? Warning($"answered only after {Length(findings.Delay)}", "look at the relay's load and memory (kubectl -n kube-system top pods -l k8s-app=hubble-relay), and at the way to it")
            : Ok($"{findings.Target} answers");
    }

    /// <summary>Failures of connections say what to try after their last colon.</summary>
    private static (string Finding, string Cure) Split(string failure, string target)
    {
        string prefix = $"cannot read from {target}: ";
        int colon = failure.StartsWith(prefix, StringComparison.Ordinal) ? failure.LastIndexOf(": ", StringComparison.Ordinal) : -1;
        return colon >= prefix.Length
            ? (failure[..colon], failure[(colon + 2)..])
            : (failure, "look at --server and the other options of the connection, and at the relay's pod (kubectl -n kube-system get pods -l k8s-app=hubble-relay)");
    }
}
