using FlowToPolicy.Flows;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Tests.Graph;

public class AllocationTests
{
    [Fact]
    public void Folding_a_flow_over_a_known_edge_allocates_nothing()
    {
        Party web = Party.Pod("shop/web-6c9f7d5b8-k2x4q", "Deployment/web", "10.0.1.10", labels: "app=web");
        Party cart = Party.Pod("shop/cart-5d8c9b7f6-zz9pl", "Deployment/cart", "10.0.2.20", "worker-2", labels: "app=cart");
        var endpoints = new EndpointTable();
        Flow[] flows =
        [
            .. new Traffic().Connection(web, cart, 8080).Left(web, Party.Reserved("world", "203.0.113.10"), 443).Flows
                .Select(f => f with { Source = endpoints.Intern(f.Source), Destination = endpoints.Intern(f.Destination) }),
        ];
        var builder = new GraphBuilder();
        Fold(builder, flows, 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Fold(builder, flows, 10_000);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        // A collection on another thread counts the rest of this thread's 8 KiB piece as allocated.
        Assert.Equal(0, bytes / (flows.Length * 10_000));
    }

    private static void Fold(GraphBuilder builder, Flow[] flows, int times)
    {
        for (int i = 0; i < times; i++)
        {
            for (int j = 0; j < flows.Length; j++)
            {
                builder.Accept(flows[j]);
            }
        }
    }
}
