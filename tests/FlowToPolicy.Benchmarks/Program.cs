using BenchmarkDotNet.Running;
using FlowToPolicy.Benchmarks;
using FlowToPolicy.Benchmarks.Comparing;
using FlowToPolicy.Benchmarks.Estimating;
using FlowToPolicy.Benchmarks.Generating;
using FlowToPolicy.Benchmarks.Judging;
using FlowToPolicy.Benchmarks.Proposing;
using FlowToPolicy.Benchmarks.Recording;
using FlowToPolicy.Benchmarks.Relaying;
using FlowToPolicy.Benchmarks.Reviewing;
using FlowToPolicy.Benchmarks.Storing;

// generate --output PLACE [--help]                          writes a log as an exporter would, of any size, and its truth
// check GRAPH TRUTH                                          holds what 'graph -o json' said of such a log against its truth
// compare LOG [--tool BINARY] [--help]                       times whole processes of this tool and of others on a log
// tokens FILE...                                             walks over the JSON with .NET's own reader, for comparison
// relay LOG [flows]                                          reads a log's flows in the relay's binary form, on one core
// judge [workloads] [policies] [connections] [seed]          judges connections of a generated cluster
// review [policies] [edges] [seed] [row...]                  verifies and compares policy sets over a generated window
// store [days] [edges] [nodes] [seed]                        records a generated window into a store: its size and the rate of commits
// record [days] [flows/s] [edges] [nodes] [seconds]          records simulated weeks into a store
// confidence [runs] [seed]                                  holds the estimates of what was not seen against the truth
// propose [--workloads N] [--edges N,N] [--seed N] [--binary FILE]   proposes and proves for clusters of several sizes
// anything else                                              is for BenchmarkDotNet
return args switch
{
    ["generate", .. var options] => GenerateCommand.Run(options),
    ["check", var graph, var truth] => CheckCommand.Run(graph, truth),
    ["compare", .. var options] => CompareCommand.Run(options),
    ["tokens", .. var files] => TokenPass.Run(files),
    ["relay", var log] => RelayRun.Run(log, limit: 200_000),
    ["relay", var log, var flows] => RelayRun.Run(log, int.Parse(flows)),
    ["judge", .. var numbers] => JudgeRun.Run([.. numbers.Select(int.Parse)]),
    ["review", .. var numbers] => ReviewRun.Run([.. numbers.Select(int.Parse)]),
    ["store", .. var numbers] => StoreRun.Run([.. numbers.Select(int.Parse)]),
    ["record", .. var numbers] => RecordRun.Run([.. numbers.Select(int.Parse)]),
    ["propose", .. var words] => ProposeRun.Run(words),
    ["confidence", .. var numbers] => CalibrationRun.Run([.. numbers.Select(int.Parse)]),
    _ => RunKernels(args),
};

static int RunKernels(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(GenerateCommand).Assembly).Run(args);
    return 0;
}
