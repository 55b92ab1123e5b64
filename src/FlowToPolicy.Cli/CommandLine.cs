using System.CommandLine;
using System.CommandLine.Help;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Commands;
using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Cli;

/// <summary>The whole command line: finds the command, runs it, and turns whatever happens into an exit code and a line.</summary>
public static class CommandLine
{
    private const int HelpWidth = 100;

    /// <summary>Runs one command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Host host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var general = new GeneralOptions();
        RootCommand root = Root(host, general);

        // No response files: a namespace or path may begin with '@'.
        ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not ExampleHelp)
        {
            Command command = parsed.CommandResult.Command;
            string path = string.Join(' ', Names(command).Reverse());
            string message = parsed.UnmatchedTokens.Count > 0 ? $"there is no command or option '{parsed.UnmatchedTokens[0]}'." : parsed.Errors[0].Message;
            host.Terminal.Note($"flow2policy: {message} See '{path} --help'.");
            return ExitCode.Usage;
        }

        return await Failures.CatchAsync(host, general.Verbose(parsed), () => parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = host.Terminal.Out,
            Error = host.Terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        })).ConfigureAwait(false);
    }

    private static IEnumerable<string> Names(Command command)
    {
        Command at = command;
        while (at.Parents.OfType<Command>().FirstOrDefault() is { } parent)
        {
            yield return at.Name;
            at = parent;
        }

        yield return "flow2policy";
    }

    private static RootCommand Root(Host host, GeneralOptions general)
    {
        var root = new RootCommand("Proposes the least-privilege Cilium network policies that recorded flows need, and proves them against those flows.")
        {
            new ObserveCommand(host, general).Command,
            new AnalyzeCommand(host, general).Command,
            new GraphCommand(host, general).Command,
            new ProposeCommand(host, general).Command,
            new VerifyCommand(host, general).Command,
            new DiffCommand(host, general).Command,
            new ExplainCommand(host, general).Command,
            new ValidateCommand(host, general).Command,
            new DoctorCommand(host, general).Command,
            new StoreCommand(host, general).Command,
            new SnapshotCommand(host, general).Command,
        };
        foreach (Option option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction usual } help)
            {
                usual.MaxWidth = host.Terminal.OutIsTerminal ? host.Terminal.Width : HelpWidth;
                help.Action = new ExampleHelp(usual);
            }
        }

        return root;
    }
}
