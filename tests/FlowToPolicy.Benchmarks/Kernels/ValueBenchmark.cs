using BenchmarkDotNet.Attributes;
using FlowToPolicy.Flows.Logs;

namespace FlowToPolicy.Benchmarks.Kernels;

/// <summary>A kernel that has a plain twin, beside it.</summary>
[MemoryDiagnoser]
public class ValueBenchmark
{
    private readonly byte[] _piece = new byte[1 << 16];

    /// <summary>The checksum of 64 KiB by the table.</summary>
    [Benchmark]
    public uint ChecksumByTable() => Crc32.AppendByTable(0, _piece);

    /// <summary>The same as it is read.</summary>
    [Benchmark]
    public uint Checksum() => Crc32.Append(0, _piece);
}
