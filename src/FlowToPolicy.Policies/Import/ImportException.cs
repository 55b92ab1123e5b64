namespace FlowToPolicy.Policies.Import;

/// <summary>A place for policies that cannot be read; the message says which and what to do.</summary>
public sealed class ImportException : Exception
{
    /// <summary>A failure without a message of its own; for serialisers only.</summary>
    public ImportException()
    {
    }

    /// <summary>A failure.</summary>
    public ImportException(string message)
        : base(message)
    {
    }

    /// <summary>A failure with its cause.</summary>
    public ImportException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
