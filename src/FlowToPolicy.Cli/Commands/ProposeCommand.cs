using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Cli.Commands;

/// <summary><c>propose PATH...</c>: the policies alone, as a YAML stream, as JSON, or as files in a folder.</summary>
internal sealed class ProposeCommand(Host host, GeneralOptions general) : RecordedProposalCommand(
    host,
    general,
    new ExampleCommand("propose", "Write the policies that recorded flows need: to standard output, or into a folder.")
    {
        Examples =
        [
            "flow2policy propose hubble-export/ | kubectl apply --dry-run=server -f -",
            "flow2policy propose hubble-export/ -n shop --output-dir policies --dry-run",
        ],
    },
    OutcomeFormats.Proposal);
