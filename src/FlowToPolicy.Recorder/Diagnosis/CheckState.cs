namespace FlowToPolicy.Recorder.Diagnosis;

/// <summary>What a check found.</summary>
public enum CheckState : byte
{
    /// <summary>Nothing to object to.</summary>
    Ok,

    /// <summary>Something is lacking that some answers need.</summary>
    Warning,

    /// <summary>A recording would be of little or no use.</summary>
    Failing,
}
