namespace FlowToPolicy.Flows.Logs;

/// <summary>
/// Input that cannot be used. The message is one printable line: what, where (<c>file:line</c>) and what to do next.
/// </summary>
public sealed class InputException : Exception
{
    /// <summary>Makes one from a whole line.</summary>
    public InputException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with its cause, for those who ask for details.</summary>
    public InputException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
