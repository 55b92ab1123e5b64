using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Terminals;

namespace FlowToPolicy.Cli.Commands;

/// <summary><c>analyze PATH...</c>: everything that recorded flows say, from the window to the proof.</summary>
internal sealed class AnalyzeCommand(Host host, GeneralOptions general) : RecordedProposalCommand(
    host,
    general,
    new ExampleCommand("analyze", "Say who talks to whom in recorded flows, propose policies for it, and prove them.")
    {
        Examples =
        [
            "flow2policy analyze hubble-export/",
            "flow2policy analyze --since 14d -n shop events.log events-*.log.gz",
            "kubectl -n kube-system exec ds/cilium -- hubble observe --all -o jsonpb | flow2policy analyze -",
        ],
    },
    OutcomeFormats.Report);
