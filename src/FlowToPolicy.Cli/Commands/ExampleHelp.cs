using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace FlowToPolicy.Cli.Commands;

/// <summary>The usual help, followed by the command's examples.</summary>
internal sealed class ExampleHelp(HelpAction usual) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is ExampleCommand command)
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.Write(command.Examples.Count == 1 ? "Example:\n" : "Examples:\n");
            foreach (string example in command.Examples)
            {
                output.Write($"  {example}\n");
            }

            output.Write("\n");
        }

        return code;
    }
}
