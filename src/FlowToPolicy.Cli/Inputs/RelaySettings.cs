using FlowToPolicy.Flows.Relay;

namespace FlowToPolicy.Cli.Inputs;

/// <summary>Puts flags, environment and hubble's configuration file together.</summary>
internal static class RelaySettings
{
    /// <summary>How to reach the relay. Fails as a usage error when the settings cannot be read or contradict each other.</summary>
    /// <param name="flags">The flags given, by name without dashes.</param>
    /// <param name="configFile">The configuration file that the reader named; null for hubble's own, which need not exist.</param>
    /// <param name="environment">The environment variables.</param>
    public static RelayOptions Read(
        IReadOnlyDictionary<string, IReadOnlyList<string>> flags, string? configFile, IReadOnlyDictionary<string, string> environment)
    {
        try
        {
            RelayOptions options = HubbleSettings.Merge(flags, environment, Config(configFile, environment));
            return options.Conflict is { } conflict ? throw new CommandFailure(ExitCode.Usage, $"{conflict}.") : options;
        }
        catch (FormatException exception)
        {
            throw new CommandFailure(ExitCode.Usage, $"{exception.Message}.", exception);
        }
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> Config(string? named, IReadOnlyDictionary<string, string> environment)
    {
        named ??= environment.GetValueOrDefault("HUBBLE_CONFIG") is { Length: > 0 } variable ? variable : null;
        string? path = named ?? HubbleSettings.ConfigFile(environment);
        if (path is null || (named is null && !File.Exists(path)))
        {
            return new Dictionary<string, IReadOnlyList<string>>();
        }

        try
        {
            return HubbleConfigFile.Parse(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Usage, $"hubble's configuration file {path} cannot be read: {exception.Message}", exception);
        }
    }
}
