using BenchmarkDotNet.Attributes;
using FlowToPolicy.Flows.Decoding.Json;
using FlowToPolicy.Flows.Decoding.Json.Usual;
using FlowToPolicy.Flows.Logs;

namespace FlowToPolicy.Benchmarks.Kernels;

/// <summary>The kernels that have a plain twin, beside it.</summary>
[MemoryDiagnoser]
public class ValueBenchmark
{
    private readonly byte[] _uuid = "8125c2a4-1d1d-413f-bb1e-8d84ea60c012"u8.ToArray();
    private readonly byte[] _piece = new byte[1 << 16];

    /// <summary>An id by the framework.</summary>
    [Benchmark]
    public Guid PlainId() => JsonUuid.Parse(_uuid);

    /// <summary>An id by vectors.</summary>
    [Benchmark]
    public Guid VectorId() => HexUuid.TryRead(_uuid, out Guid uuid) ? uuid : default;

    /// <summary>The checksum of 64 KiB by the table.</summary>
    [Benchmark]
    public uint ChecksumByTable() => Crc32.AppendByTable(0, _piece);

    /// <summary>The same as it is read.</summary>
    [Benchmark]
    public uint Checksum() => Crc32.Append(0, _piece);
}
