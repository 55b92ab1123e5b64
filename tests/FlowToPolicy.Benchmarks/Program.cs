using BenchmarkDotNet.Running;
using FlowToPolicy.Benchmarks;
using FlowToPolicy.Benchmarks.Judging;

// generate FILE [workloads] [edges] [flows] [nodes] [seed]   writes a log as an exporter would
// compare FILE BINARY                                        times whole processes on it
// judge [workloads] [policies] [connections] [seed]          judges connections of a generated cluster
// anything else                                              is for BenchmarkDotNet
return args switch
{
    ["generate", var file, .. var numbers] => LogGenerator.Run(file, [.. numbers.Select(int.Parse)]),
    ["compare", var file, var binary] => ProcessComparison.Run(file, binary),
    ["judge", .. var numbers] => JudgeRun.Run([.. numbers.Select(int.Parse)]),
    _ => RunKernels(args),
};

static int RunKernels(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(LogGenerator).Assembly).Run(args);
    return 0;
}
