using FlowToPolicy.Flows.Relay;

namespace FlowToPolicy.Tests.Flows.Relay;

public class HubbleSettingsTests
{
    private readonly Dictionary<string, IReadOnlyList<string>> _flags = [];
    private readonly Dictionary<string, string> _environment = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _config = [];

    [Fact]
    public void Without_settings_hubbles_defaults_hold()
    {
        RelayOptions options = Merge();
        Assert.Equal("localhost:4245", options.Target.ToString());
        Assert.False(options.UsesTls || options.AllowInsecure);
        Assert.Empty(options.CaFiles);
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(12)), (options.ConnectTimeout, options.RequestTimeout));
        Assert.Null(options.Conflict);
    }

    [Fact]
    public void A_flag_wins_over_its_variable_and_that_over_the_config_file()
    {
        _config["server"] = ["config:1"];
        _config["tls-server-name"] = ["from-config"];
        Assert.Equal("config:1", Merge().Target.ToString());
        _environment["HUBBLE_SERVER"] = "tls://variable:2";
        Assert.Equal("tls://variable:2", Merge().Target.ToString());
        Assert.True(Merge().UsesTls);
        _flags["server"] = ["flag:3"];
        Assert.Equal("flag:3", Merge().Target.ToString());
        Assert.Equal("from-config", Merge().ServerName);
    }

    [Fact]
    public void Every_setting_has_its_variable()
    {
        foreach (string name in HubbleSettings.Names)
        {
            _environment["HUBBLE_" + name.ToUpperInvariant().Replace('-', '_')] = name switch
            {
                "server" => "relay.example:443",
                "tls" or "tls-allow-insecure" => "true",
                "timeout" => "1m30s",
                "request-timeout" => "500ms",
                _ => name,
            };
        }

        RelayOptions options = Merge();
        Assert.Equal(
            new RelayOptions
            {
                Target = new RelayTarget("relay.example", 443),
                Tls = true,
                AllowInsecure = true,
                CaFiles = options.CaFiles,
                ClientCertFile = "tls-client-cert-file",
                ClientKeyFile = "tls-client-key-file",
                ServerName = "tls-server-name",
                Username = "basic-auth-username",
                Password = "basic-auth-password",
                ConnectTimeout = TimeSpan.FromSeconds(90),
                RequestTimeout = TimeSpan.FromMilliseconds(500),
            },
            options);
        Assert.Equal(["tls-ca-cert-files"], options.CaFiles);
    }

    [Fact]
    public void Several_authorities_are_a_list_or_separated_by_commas_and_in_a_variable_by_spaces()
    {
        _config["tls-ca-cert-files"] = ["a.crt", "b c.crt,d.crt"];
        Assert.Equal(["a.crt", "b c.crt", "d.crt"], Merge().CaFiles);
        _environment["HUBBLE_TLS_CA_CERT_FILES"] = "e.crt f.crt,g.crt";
        Assert.Equal(["e.crt", "f.crt", "g.crt"], Merge().CaFiles);
        _flags["tls-ca-cert-files"] = ["h.crt"];
        Assert.Equal(["h.crt"], Merge().CaFiles);
    }

    [Fact]
    public void An_empty_variable_is_not_set()
    {
        _config["tls"] = ["true"];
        _environment["HUBBLE_TLS"] = "";
        Assert.True(Merge().Tls);
        _environment["HUBBLE_TLS"] = "0";
        Assert.False(Merge().Tls);
    }

    [Theory]
    [InlineData("HUBBLE_TLS", "maybe", "HUBBLE_TLS is 'maybe': write true or false")]
    [InlineData("HUBBLE_TIMEOUT", "5", "HUBBLE_TIMEOUT is '5': write a duration such as 5s or 1m30s")]
    [InlineData("HUBBLE_TIMEOUT", "-5s", "HUBBLE_TIMEOUT is '-5s': write a duration such as 5s or 1m30s")]
    [InlineData("HUBBLE_TIMEOUT", "0", "HUBBLE_TIMEOUT is '0': write a duration such as 5s or 1m30s")]
    [InlineData("HUBBLE_TIMEOUT", "99999999h", "HUBBLE_TIMEOUT is '99999999h': write a duration such as 5s or 1m30s")]
    [InlineData("HUBBLE_SERVER", "http://x", "HUBBLE_SERVER: 'http://x' is no address of a relay: write host:port, tls://host:port or unix:///path")]
    public void A_value_that_cannot_be_read_is_told_with_its_place(string variable, string value, string expected)
    {
        _environment[variable] = value;
        Assert.Equal(expected, Assert.Throws<FormatException>(Merge).Message);
    }

    [Fact]
    public void A_wrong_value_of_a_flag_or_of_the_config_file_is_told_with_its_place()
    {
        _config["tls"] = ["a", "b"];
        Assert.Equal("'tls' in hubble's config file has 2 values: give one", Assert.Throws<FormatException>(Merge).Message);
        _flags["tls"] = ["no"];
        Assert.Equal("--tls is 'no': write true or false", Assert.Throws<FormatException>(Merge).Message);
    }

    [Fact]
    public void The_config_file_is_where_hubble_looks()
    {
        Assert.Null(HubbleSettings.ConfigFile(_environment));
        _environment["HOME"] = "/home/me";
        Assert.Equal("/home/me/.config/hubble/config.yaml", HubbleSettings.ConfigFile(_environment));
        _environment["XDG_CONFIG_HOME"] = "/xdg";
        Assert.Equal("/xdg/hubble/config.yaml", HubbleSettings.ConfigFile(_environment));
        _environment["HUBBLE_CONFIG"] = "mine.yaml";
        Assert.Equal("mine.yaml", HubbleSettings.ConfigFile(_environment));
    }

    private RelayOptions Merge() => HubbleSettings.Merge(_flags, _environment, _config);
}
