using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Cli.Output;

/// <summary>Writes a graph in one format.</summary>
internal interface IGraphWriter
{
    /// <summary>The format's name, as given to <c>-o</c>.</summary>
    string Format { get; }

    /// <summary>Writes the whole graph to the terminal's output.</summary>
    void Write(CommunicationGraph graph, Terminal terminal);
}
