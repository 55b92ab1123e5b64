using System.Collections;
using System.Text;

namespace FlowToPolicy.Cli.Terminals;

/// <summary>The real machine: the one place that knows the console.</summary>
internal static class SystemHost
{
    private const int BufferSize = 64 * 1024;
    private const int UsualWidth = 80;

    /// <summary>The machine as commands see it.</summary>
    public static Host Create(Interruption interruption)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);
        bool isTerminal = !Console.IsOutputRedirected;
        bool noColor = environment.GetValueOrDefault("NO_COLOR") is { Length: > 0 } || environment.GetValueOrDefault("TERM") == "dumb";
        return new Host
        {
            Terminal = new Terminal
            {
                Out = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferSize),
                Error = Console.Error,
                OutIsTerminal = isTerminal,
                ErrorIsTerminal = !Console.IsErrorRedirected,
                Width = Width(isTerminal),
                Color = isTerminal && !noColor,
            },
            OpenInput = Console.OpenStandardInput,
            Environment = environment,
            Interruption = interruption,
        };
    }

    private static int Width(bool isTerminal)
    {
        try
        {
            return isTerminal && Console.WindowWidth > 0 ? Console.WindowWidth : UsualWidth;
        }
        catch (IOException)
        {
            return UsualWidth;
        }
    }
}
