namespace FlowToPolicy.Recorder.Diagnosis.Relays.Checks;

/// <summary>Whether what nodes see now arrives here.</summary>
public sealed class LossNow : RelayCheck
{
    /// <summary>Fewer flows than this say nothing.</summary>
    private const int Enough = 20;

    /// <summary>The share of a node's flows that should arrive; counts of nodes and arrivals are not of quite the same moment.</summary>
    private const double Share = 0.95;

    /// <inheritdoc/>
    public override string Name => "loss-now";

    /// <inheritdoc/>
    public override CheckResult? Examine(RelayFindings findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (findings.Sample.Count == 0 || findings.StreamEnd is not null)
        {
            return null;
        }

        string[] deaf = [.. findings.Sample.Where(n => n is { Seen: >= Enough, Received: 0 }).Select(n => n.Name)];
        string[] leaky = [.. findings.Sample.Where(n => n is { Seen: >= Enough, Received: > 0 } && n.Received < n.Seen * Share).Select(n => $"{n.Name} {n.Received} of {n.Seen}")];
        string time = Length(findings.SampleLength);
        return deaf.Length > 0 ? Warning($"flows are seen on {List(deaf)}, but none arrived in {time}", "restart the relay (kubectl -n kube-system rollout restart deployment/hubble-relay); a recorder opens its stream anew when it finds this")
            : leaky.Length > 0 ? Warning($"not all flows arrived in {time}: {List(leaky)}", "look at the relay's CPU limit and at the way to it; record within the cluster, close to the relay")
            : findings.SampleLost > 0 ? Warning($"{Count(findings.SampleLost, "event")} lost by nodes in {time}", "raise hubble.eventQueueSize and hubble.eventBufferCapacity, or let less into Hubble (monitor aggregation medium)")
            : Ok($"{Count(findings.Sample.Sum(n => n.Received), "flow")} in {time}" + (findings.Sample.Any(n => n.Seen is not null) ? ", as many as nodes saw" : "; how many there were is not said"));
    }
}
