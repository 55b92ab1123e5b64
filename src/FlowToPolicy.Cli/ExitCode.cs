namespace FlowToPolicy.Cli;

/// <summary>What the process says when it ends; the same for all commands.</summary>
public static class ExitCode
{
    /// <summary>Done, and nothing to object.</summary>
    public const int Done = 0;

    /// <summary>Done, and the answer is "no": policies fail validation, or would deny what was observed, or differ where that was asked.</summary>
    public const int No = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Input, output folder or connection failed, or there is no usable flow.</summary>
    public const int Input = 3;

    /// <summary>Our own fault: a proposal that fails its proof, or a bug. Nothing was written.</summary>
    public const int OwnFault = 4;

    /// <summary>Broken off by the reader.</summary>
    public const int BrokenOff = 130;
}
