using System.Collections;
using System.Text;

namespace FlowToPolicy.Cli.Terminals;

/// <summary>The real machine: the one place that knows the console.</summary>
internal static class SystemHost
{
    private const int BufferSize = 64 * 1024;
    private const int UsualWidth = 80;

    /// <summary>Opens standard output: UTF-8 without a mark, buffered.</summary>
    public static TextWriter OpenOutput() =>
        new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferSize);

    /// <summary>The machine as commands see it.</summary>
    public static Host Create(TextWriter output, Interruption interruption)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);
        bool isTerminal = !Console.IsOutputRedirected;
        bool noColor = environment.GetValueOrDefault("NO_COLOR") is { Length: > 0 } || environment.GetValueOrDefault("TERM") == "dumb";
        return new Host
        {
            Terminal = new Terminal
            {
                Out = output,
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

    /// <summary>Writes out what is buffered. When nobody reads any more (as with <c>| head</c>), that is no error of ours.</summary>
    public static int Close(TextWriter output, int code)
    {
        try
        {
            output.Flush();
            return code;
        }
        catch (IOException)
        {
            return code == ExitCode.Done ? ExitCode.BrokenOff : code;
        }
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
