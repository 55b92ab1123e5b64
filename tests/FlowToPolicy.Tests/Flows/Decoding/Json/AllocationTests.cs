using System.Text;
using FlowToPolicy.Flows;
using FlowToPolicy.Flows.Decoding.Json;
using FlowToPolicy.Tests.Flows.Logs;

namespace FlowToPolicy.Tests.Flows.Decoding.Json;

public class AllocationTests
{
    [Theory]
    [InlineData("two-weeks")]
    [InlineData("dual-stack")]
    public void A_flow_costs_no_allocation_when_its_endpoints_are_known(string log)
    {
        byte[][] lines = [.. LogLines.Of(Repository.Fixture(log, "flows.jsonl.gz")).Select(Encoding.UTF8.GetBytes)];
        var decoder = new FlowJsonDecoder(new EndpointTable());
        Flow flow = Flow.Blank;

        // What comes for the first time is not kept yet, what comes for the second time is.
        Decode(lines, decoder, ref flow);
        Assert.True(Decode(lines, decoder, ref flow) > 5000);

        // A collection on another thread counts the rest of this thread's 8 KiB piece as allocated, so the best of some passes is looked at.
        Assert.Equal(0, Enumerable.Range(0, 5).Min(_ => Allocated(lines, decoder)));
    }

    private static long Allocated(byte[][] lines, FlowJsonDecoder decoder)
    {
        Flow flow = Flow.Blank;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Decode(lines, decoder, ref flow);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static int Decode(byte[][] lines, FlowJsonDecoder decoder, ref Flow flow)
    {
        int flows = 0;
        foreach (byte[] line in lines)
        {
            flows += decoder.Decode(line, ref flow).Kind == JsonLineKind.Flow ? 1 : 0;
        }

        return flows;
    }
}
