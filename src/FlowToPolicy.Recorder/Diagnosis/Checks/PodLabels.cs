namespace FlowToPolicy.Recorder.Diagnosis.Checks;

/// <summary>Whether pods have their labels, without which no selector can be written.</summary>
public sealed class PodLabels : FlowCheck
{
    /// <inheritdoc/>
    public override string Name => "labels";

    /// <inheritdoc/>
    public override CheckResult? Examine(FlowCensus census)
    {
        ArgumentNullException.ThrowIfNull(census);
        if (census.PodEnds == 0)
        {
            return census.Flows == 0 ? null : Failing("no end of any flow is a pod", "record from the cluster whose pods you want to protect; add source and destination to the field mask");
        }

        long missing = census.PodEnds - census.LabelledPodEnds;
        return missing == 0 ? Ok($"all {Number(census.PodEnds)} ends that are pods have labels")
            : missing == census.PodEnds
                ? Failing("no pod has labels: selectors cannot be written", "add source.labels and destination.labels to the field mask")
                : Warning($"{Of(missing, census.PodEnds, "ends that are pods")} have no labels", "pods just born have none yet; when it is many, look at the field mask");
    }
}
