using System.Globalization;

namespace FlowToPolicy.Flows.Relay;

/// <summary>
/// Puts together how to reach a relay as hubble does: a flag wins over its variable (<c>HUBBLE_TLS_SERVER_NAME</c> for
/// <c>--tls-server-name</c>), that over hubble's config file, that over the default. An empty variable counts as not set.
/// </summary>
public static class HubbleSettings
{
    /// <summary>The names that have a flag, a variable and a key of the config file.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "server", "tls", "tls-allow-insecure", "tls-ca-cert-files", "tls-client-cert-file", "tls-client-key-file",
        "tls-server-name", "basic-auth-username", "basic-auth-password", "timeout", "request-timeout",
    ];

    /// <summary>The options that flags, variables and config file make together.</summary>
    /// <param name="flags">The flags that were given, by name without dashes, e.g. <c>tls-ca-cert-files</c>.</param>
    /// <param name="environment">The variables, by their full name.</param>
    /// <param name="config">The keys of hubble's config file; a single value is a list of one. Other keys are ignored.</param>
    /// <exception cref="FormatException">A value cannot be read; the message is one line that says where it stands and what to write.</exception>
    public static RelayOptions Merge(
        IReadOnlyDictionary<string, IReadOnlyList<string>> flags,
        IReadOnlyDictionary<string, string> environment,
        IReadOnlyDictionary<string, IReadOnlyList<string>> config)
    {
        var sources = new Sources(flags, environment, config);
        var defaults = new RelayOptions();
        return new RelayOptions
        {
            Target = Target(sources.Find("server")),
            Tls = Bool(sources.Find("tls")),
            AllowInsecure = Bool(sources.Find("tls-allow-insecure")),
            CaFiles = sources.Find("tls-ca-cert-files") is { } files ? [.. files.Values] : [],
            ClientCertFile = Text(sources.Find("tls-client-cert-file")),
            ClientKeyFile = Text(sources.Find("tls-client-key-file")),
            ServerName = Text(sources.Find("tls-server-name")),
            Username = Text(sources.Find("basic-auth-username")),
            Password = Text(sources.Find("basic-auth-password")),
            ConnectTimeout = Duration(sources.Find("timeout"), defaults.ConnectTimeout),
            RequestTimeout = Duration(sources.Find("request-timeout"), defaults.RequestTimeout),
        };
    }

    /// <summary>
    /// Where hubble's config file is: <c>HUBBLE_CONFIG</c>, else <c>$XDG_CONFIG_HOME/hubble/config.yaml</c>, else
    /// <c>$HOME/.config/hubble/config.yaml</c>; null when none of these variables is set.
    /// </summary>
    public static string? ConfigFile(IReadOnlyDictionary<string, string> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return environment.GetValueOrDefault("HUBBLE_CONFIG") is { Length: > 0 } named ? named
            : environment.GetValueOrDefault("XDG_CONFIG_HOME") is { Length: > 0 } xdg ? Path.Combine(xdg, "hubble", "config.yaml")
            : environment.GetValueOrDefault("HOME") is { Length: > 0 } home ? Path.Combine(home, ".config", "hubble", "config.yaml")
            : null;
    }

    private static RelayTarget Target(Setting? setting) =>
        setting is null ? RelayTarget.Default
        : RelayTarget.TryParse(setting.Single, out RelayTarget? target, out string? problem) ? target
        : throw new FormatException($"{setting.Place}: {problem}");

    /// <summary>The spellings of Go's <c>strconv.ParseBool</c>.</summary>
    private static bool Bool(Setting? setting) => setting?.Single switch
    {
        null or "0" or "f" or "F" or "false" or "False" or "FALSE" => false,
        "1" or "t" or "T" or "true" or "True" or "TRUE" => true,
        string other => throw new FormatException($"{setting.Place} is '{OneLine.Of(other)}': write true or false"),
    };

    private static string? Text(Setting? setting) => setting?.Single is { Length: > 0 } text ? text : null;

    private static TimeSpan Duration(Setting? setting, TimeSpan otherwise)
    {
        if (setting is null)
        {
            return otherwise;
        }

        return GoDuration.TryParse(setting.Single, out TimeSpan duration) && duration > TimeSpan.Zero && duration < TimeSpan.FromDays(24)
            ? duration
            : throw new FormatException($"{setting.Place} is '{OneLine.Of(setting.Single)}': write a duration such as 5s or 1m30s");
    }

    /// <param name="Place">Where it stands, e.g. <c>HUBBLE_TLS</c>.</param>
    /// <param name="Values">Its values.</param>
    private sealed record Setting(string Place, IReadOnlyList<string> Values)
    {
        public string Single => Values.Count == 1 ? Values[0]
            : throw new FormatException($"{Place} has {Values.Count} values: give one");
    }

    private sealed class Sources(
        IReadOnlyDictionary<string, IReadOnlyList<string>> flags,
        IReadOnlyDictionary<string, string> environment,
        IReadOnlyDictionary<string, IReadOnlyList<string>> config)
    {
        public Setting? Find(string name)
        {
            string variable = "HUBBLE_" + name.Replace('-', '_').ToUpper(CultureInfo.InvariantCulture);
            return flags.TryGetValue(name, out IReadOnlyList<string>? given) ? new Setting($"--{name}", Split(name, given))
                : environment.TryGetValue(variable, out string? text) && text.Length > 0 ? new Setting(variable, Split(name, [text], ' '))
                : config.TryGetValue(name, out IReadOnlyList<string>? kept) ? new Setting($"'{name}' in hubble's config file", Split(name, kept))
                : null;
        }

        /// <summary>The one setting that is a list may be written with commas; in a variable also with spaces, as hubble reads it.</summary>
        private static IReadOnlyList<string> Split(string name, IReadOnlyList<string> values, params ReadOnlySpan<char> besides)
        {
            if (name != "tls-ca-cert-files")
            {
                return values;
            }

            char[] separators = [',', .. besides];
            return [.. values.SelectMany(v => v.Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        }
    }
}
