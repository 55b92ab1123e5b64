using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Cli.Output;

/// <summary>Writes a graph in one format.</summary>
internal interface IGraphWriter
{
    /// <summary>The format's name, as given to <c>-o</c>.</summary>
    string Format { get; }

    /// <summary>Writes the whole graph to the terminal's output.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="account">What is to be said of the flows, where the format has a place for it.</param>
    /// <param name="terminal">Takes it.</param>
    void Write(CommunicationGraph graph, InputAccount account, Terminal terminal);
}
