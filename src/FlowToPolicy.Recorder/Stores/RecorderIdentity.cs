namespace FlowToPolicy.Recorder.Stores;

/// <summary>Who records into a store.</summary>
/// <param name="Host">The machine's name.</param>
/// <param name="Boot">Which start of the machine; empty where nobody says.</param>
/// <param name="Pid">The process.</param>
/// <param name="Birth">When the process was born, in a form of the machine.</param>
public sealed record RecorderIdentity(string Host, string Boot, int Pid, string Birth)
{
    /// <summary>This process.</summary>
    public static RecorderIdentity OfThisProcess() =>
        new(Environment.MachineName, ProcessBirth.Boot(), Environment.ProcessId, ProcessBirth.Of(Environment.ProcessId) ?? "");
}
