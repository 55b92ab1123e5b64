namespace FlowToPolicy.Cli.Terminals;

/// <summary>All that a command gets from the machine it runs on, so that a test can stand in for it.</summary>
public sealed record Host
{
    /// <summary>Where it writes.</summary>
    public required Terminal Terminal { get; init; }

    /// <summary>Opens standard input, for the path <c>-</c>.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>The environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>What time it is: for <c>--since 1h</c> and for stage timings, never for results.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How the reader breaks in.</summary>
    public Interruption Interruption { get; init; } = new();
}
