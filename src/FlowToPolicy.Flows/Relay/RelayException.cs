namespace FlowToPolicy.Flows.Relay;

/// <summary>
/// The relay could not be reached or did not answer as asked. The message is one line of printable text that says what,
/// where, and what to try; the detail is in <see cref="Exception.InnerException"/>.
/// </summary>
public sealed class RelayException : Exception
{
    /// <summary>Makes an exception without a message.</summary>
    public RelayException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened; made one printable line.</param>
    public RelayException(string message)
        : base(OneLine.Of(message))
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened; made one printable line.</param>
    /// <param name="inner">What caused it.</param>
    public RelayException(string message, Exception? inner)
        : base(OneLine.Of(message), inner)
    {
    }

    /// <summary>How many flows had been read before; when not 0, they were all given to the sink and can be analysed.</summary>
    public long FlowsRead { get; init; }
}
