using FlowToPolicy.Cli;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Flows.Relay;

namespace FlowToPolicy.Tests.Cli.Inputs;

public sealed class RelaySettingsTests : IDisposable
{
    private static readonly Dictionary<string, IReadOnlyList<string>> NoFlags = [];

    private readonly string _home = Directory.CreateTempSubdirectory("f2p-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void A_flag_wins_over_its_variable_and_that_over_the_file()
    {
        Directory.CreateDirectory(Path.Combine(_home, "hubble"));
        File.WriteAllText(Path.Combine(_home, "hubble", "config.yaml"), "server: file:1\ntimeout: 7s\ntls-server-name: from-file\n");
        Dictionary<string, string> environment = new() { ["XDG_CONFIG_HOME"] = _home, ["HUBBLE_SERVER"] = "variable:2", ["HUBBLE_TLS"] = "true" };
        RelayOptions options = RelaySettings.Read(new Dictionary<string, IReadOnlyList<string>> { ["server"] = ["flag:3"] }, null, environment);
        Assert.Contains("flag", options.Target.ToString(), StringComparison.Ordinal);
        Assert.True(options.UsesTls);
        Assert.Equal(TimeSpan.FromSeconds(7), options.ConnectTimeout);
        Assert.Equal("from-file", options.ServerName);
    }

    [Fact]
    public void A_named_file_that_is_missing_is_a_usage_error_and_hubbles_own_need_not_exist()
    {
        RelaySettings.Read(NoFlags, null, new Dictionary<string, string> { ["XDG_CONFIG_HOME"] = _home });
        CommandFailure failure = Assert.Throws<CommandFailure>(() => RelaySettings.Read(NoFlags, Path.Combine(_home, "missing.yaml"), new Dictionary<string, string>()));
        Assert.Equal(ExitCode.Usage, failure.Code);
    }

    [Theory]
    [InlineData("HUBBLE_TIMEOUT", "soon")]
    [InlineData("HUBBLE_TLS", "perhaps")]
    [InlineData("HUBBLE_BASIC_AUTH_PASSWORD", "secret")]
    [InlineData("HUBBLE_TLS_CLIENT_CERT_FILE", "client.crt")]
    public void What_cannot_be_read_or_used_together_is_a_usage_error(string variable, string value)
    {
        CommandFailure failure = Assert.Throws<CommandFailure>(
            () => RelaySettings.Read(NoFlags, null, new Dictionary<string, string> { [variable] = value }));
        Assert.Equal(ExitCode.Usage, failure.Code);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }
}
