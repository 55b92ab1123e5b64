using FlowToPolicy.Benchmarks.Generating.Lines;

namespace FlowToPolicy.Benchmarks.Generating.Output;

/// <summary>Where lines go: to files, or to a test that looks at them.</summary>
internal interface ILogOutput
{
    /// <summary>Where to write the next line of a node.</summary>
    Block Line(int node);
}
