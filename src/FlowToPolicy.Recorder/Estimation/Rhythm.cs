namespace FlowToPolicy.Recorder.Estimation;

/// <summary>How regularly an edge comes back.</summary>
public enum Rhythm : byte
{
    /// <summary>At the same hour of most days.</summary>
    Daily,

    /// <summary>In the same hour of the week, on several days.</summary>
    Weekly,
}
