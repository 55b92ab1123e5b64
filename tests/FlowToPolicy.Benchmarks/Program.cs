using BenchmarkDotNet.Running;
using FlowToPolicy.Benchmarks;

// generate FILE [workloads] [edges] [flows] [nodes] [seed]   writes a log as an exporter would
// compare FILE BINARY                                        times whole processes on it
// anything else                                              is for BenchmarkDotNet
return args switch
{
    ["generate", var file, .. var numbers] => LogGenerator.Run(file, [.. numbers.Select(int.Parse)]),
    ["compare", var file, var binary] => ProcessComparison.Run(file, binary),
    _ => RunKernels(args),
};

static int RunKernels(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(LogGenerator).Assembly).Run(args);
    return 0;
}
