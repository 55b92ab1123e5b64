using System.Text;
using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Tests.Cli;

/// <summary>Stands in for the machine: a terminal made of strings, an environment, an input.</summary>
internal sealed class TestHost : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public Dictionary<string, string> Environment { get; } = [];

    public bool IsTerminal { get; init; }

    public int Width { get; init; } = 80;

    public byte[] Input { get; init; } = [];

    public Interruption Interruption { get; } = new();

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public Terminal Terminal => new() { Out = _out, Error = _error, OutIsTerminal = IsTerminal, ErrorIsTerminal = IsTerminal, Width = Width };

    public Host Host => new()
    {
        Terminal = Terminal,
        OpenInput = () => new MemoryStream(Input),
        Environment = Environment,
        Interruption = Interruption,
    };

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
        Interruption.Dispose();
    }

    public static byte[] Lines(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
}
