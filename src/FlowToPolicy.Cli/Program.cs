using System.Runtime.InteropServices;
using FlowToPolicy.Cli;
using FlowToPolicy.Cli.Terminals;

using var interruption = new Interruption();
void Interrupt(PosixSignalContext context)
{
    // A signal that ends no reading may find the program in the midst of a long computation, so that nothing but its end will do.
    context.Cancel = true;
    bool endsReading = interruption.IsReading;
    if (!interruption.Signal(context.Signal == PosixSignal.SIGTERM) || !endsReading)
    {
        Environment.Exit(ExitCode.BrokenOff);
    }
}

using PosixSignalRegistration ctrlC = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
return await CommandLine.RunAsync(args, SystemHost.Create(interruption)).ConfigureAwait(false);
