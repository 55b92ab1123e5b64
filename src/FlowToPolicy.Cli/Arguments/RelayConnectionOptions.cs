using System.CommandLine;
using FlowToPolicy.Flows.Relay;

namespace FlowToPolicy.Cli.Arguments;

/// <summary>How to reach Hubble Relay; the names, and what they mean, are those of <c>hubble</c>.</summary>
internal sealed class RelayConnectionOptions : OptionGroup
{
    private readonly List<Option<string[]>> _settings = [];
    private readonly Option<string?> _config;

    /// <summary>The options.</summary>
    /// <param name="isOptional">Whether the command does without a relay unless the reader names one.</param>
    public RelayConnectionOptions(bool isOptional = false)
    {
        string left = isOptional ? "asked for its version only when given here" : "default: localhost:4245";
        Setting("server", "ADDRESS", $"Hubble Relay: host:port, tls://host:port or unix:///path [{left}]");
        Setting("tls", "true|false", "Speak TLS.", ArgumentArity.ZeroOrOne);
        Setting("tls-allow-insecure", "true|false", "Do not check the server's certificate. Whoever is in the way can then invent flows.", ArgumentArity.ZeroOrOne);
        Setting("tls-ca-cert-files", "FILE", "PEM files of the authorities to trust, instead of the system's.", ArgumentArity.OneOrMore);
        Setting("tls-client-cert-file", "FILE", "PEM file of the client's certificate, for mutual TLS.");
        Setting("tls-client-key-file", "FILE", "PEM file of the client's key, not encrypted.");
        Setting("tls-server-name", "NAME", "The name that the server's certificate must carry, e.g. instance.hubble-relay.cilium.io");
        Setting("basic-auth-username", "NAME", "User name; sent over TLS only.");
        Setting("basic-auth-password", "PASSWORD", "Password; better given as HUBBLE_BASIC_AUTH_PASSWORD, where no list of processes shows it.");
        Setting("timeout", "DURATION", "How long to wait for the connection [default: 5s]");
        _config = Text("--config", "FILE", "hubble's configuration file [default: hubble/config.yaml in $XDG_CONFIG_HOME or ~/.config]");
    }

    /// <summary>The flags that the reader gave, by name without dashes; a switch without a value is <c>true</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Flags(ParseResult result)
    {
        var flags = new Dictionary<string, IReadOnlyList<string>>();
        foreach (Option<string[]> option in _settings)
        {
            if (result.GetResult(option) is { Implicit: false } given)
            {
                flags.Add(option.Name[2..], given.Tokens.Count == 0 ? ["true"] : [.. given.Tokens.Select(t => t.Value)]);
            }
        }

        return flags;
    }

    /// <summary>The configuration file that the reader named; null for hubble's own.</summary>
    public string? ConfigFile(ParseResult result) => result.GetValue(_config);

    private void Setting(string name, string value, string help, ArgumentArity? arity = null)
    {
        if (!HubbleSettings.Names.Contains(name))
        {
            throw new ArgumentException($"hubble has no setting '{name}'.", nameof(name));
        }

        string variable = "HUBBLE_" + name.Replace('-', '_').ToUpperInvariant();
        _settings.Add(Values($"--{name}", value, $"{help} ({variable})", arity ?? ArgumentArity.ExactlyOne));
    }
}
