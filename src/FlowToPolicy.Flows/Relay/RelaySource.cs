using FlowToPolicy.Flows.Relay.Dialing;
using FlowToPolicy.Flows.Relay.Grpc;

namespace FlowToPolicy.Flows.Relay;

/// <summary>Flows from a relay (or from one agent).</summary>
public static class RelaySource
{
    /// <summary>
    /// Reads one stream to its end, or until it is told to stop; both are a good end. Each message is given to the sink
    /// once, as a flow or as a reason why it is none; notices are given as what they are besides.
    /// </summary>
    /// <param name="options">How to reach the relay.</param>
    /// <param name="request">What to ask for.</param>
    /// <param name="endpoints">Where endpoints are interned; used by this call alone while it runs.</param>
    /// <param name="sink">What takes the flows, one after the other.</param>
    /// <param name="progress">What counts along; may be null.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="RelayException">
    /// The relay cannot be reached, refused, broke off, or none of its nodes answers. What was read before is with the sink;
    /// <see cref="RelayException.FlowsRead"/> says how much.
    /// </exception>
    public static async Task<RelayEnd> ReadAsync(
        RelayOptions options, FlowRequest request, EndpointTable endpoints, IFlowSink sink, RelayProgress? progress, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Conflict is { } conflict)
        {
            throw new RelayException(conflict);
        }

        using var connection = new RelayConnection(options);
        progress ??= new RelayProgress();
        var reading = new RelayReading(request, endpoints, sink, progress);
        bool answered = false;
        try
        {
            for (bool withMask = request.FieldMask; ; withMask = false)
            {
                if (await ReadOnceAsync(withMask).ConfigureAwait(false))
                {
                    return RelayEnd.Complete;
                }

                progress.MaskWithdrawn = true;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return RelayEnd.Stopped;
        }
        catch (Exception exception) when (connection.Explain(exception, answered, reading.Flows) is { } explained)
        {
            throw explained;
        }

        // False when the server refuses the field mask before it sent a flow.
        async Task<bool> ReadOnceAsync(bool withMask)
        {
            reading.Start(withMask);
            try
            {
                using GrpcCall call = await connection.GetFlowsAsync(FlowRequestWire.ToMessage(request, withMask), stop).ConfigureAwait(false);
                answered = true;
                while (await call.MoveNextAsync().ConfigureAwait(false))
                {
                    reading.Take(call.Message.Span);
                    if (reading.MaskRefused)
                    {
                        return false;
                    }

                    if (request.Follow && reading.Hopeless(ended: false) is { } already)
                    {
                        throw DialFailure.Of(options, already, null);
                    }
                }
            }
            catch (GrpcException exception) when (withMask && reading.Flows == 0 && exception.Status == GrpcStatusCode.InvalidArgument)
            {
                return false;
            }

            return reading.Hopeless(ended: true) is { } hopeless ? throw DialFailure.Of(options, hopeless, null) : true;
        }
    }
}
