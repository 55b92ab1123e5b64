namespace FlowToPolicy.Cli;

/// <summary>Ends a command with an exit code and one line that says what, where, and what to do next.</summary>
public sealed class CommandFailure : Exception
{
    /// <summary>A failure without a message of its own; for serialisers only.</summary>
    public CommandFailure()
        : this(ExitCode.OwnFault, "the command failed")
    {
    }

    /// <summary>A failure that is our own fault.</summary>
    public CommandFailure(string message)
        : this(ExitCode.OwnFault, message)
    {
    }

    /// <summary>A failure that is our own fault, with its cause.</summary>
    public CommandFailure(string message, Exception cause)
        : this(ExitCode.OwnFault, message, cause)
    {
    }

    /// <summary>A failure with its exit code, its line, and what <c>--verbose</c> adds.</summary>
    public CommandFailure(int code, string message, Exception? cause = null, IReadOnlyList<string>? details = null)
        : base(message, cause)
    {
        Code = code;
        Details = details ?? [];
    }

    /// <summary>The exit code, one of <see cref="ExitCode"/>.</summary>
    public int Code { get; }

    /// <summary>Further lines that are always printed below the first, e.g. the files concerned.</summary>
    public IReadOnlyList<string> Details { get; }
}
