namespace FlowToPolicy.Flows;

/// <summary>
/// A sink for which the order of events means nothing, so that several readers may fill one sink each and the sums be added up
/// afterwards: what comes out is the same as if one had read everything.
/// </summary>
public interface IForkingSink : IFlowSink
{
    /// <summary>An empty sink of the same kind. May be filled by another thread.</summary>
    IForkingSink Fork();

    /// <summary>Adds what a fork took, which is of no use afterwards.</summary>
    void Join(IForkingSink fork);
}
