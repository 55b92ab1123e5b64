namespace FlowToPolicy.Recorder.Stores;

/// <summary>A store cannot be opened, read or written. The message is one line: what, which file, and what to do. What was recorded stays.</summary>
public sealed class StoreException : Exception
{
    /// <summary>A failure with its message.</summary>
    public StoreException(StoreFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>A failure of an unknown kind.</summary>
    public StoreException()
    {
    }

    /// <summary>A failure of an unknown kind.</summary>
    public StoreException(string message)
        : base(message)
    {
    }

    /// <summary>A failure of an unknown kind.</summary>
    public StoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What stands in the way.</summary>
    public StoreFailure Failure { get; }
}
