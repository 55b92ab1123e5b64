using FlowToPolicy.Flows.Relay.Dialing;
using FlowToPolicy.Flows.Relay.Grpc;

namespace FlowToPolicy.Flows.Relay;

/// <summary>What a failed call means, in one line that says what to try.</summary>
internal static class CallFailure
{
    /// <summary>The call ended with a status other than OK.</summary>
    public static RelayException Of(RelayOptions options, GrpcException exception)
    {
        string detail = exception.Detail.Length == 0 ? "it gave no reason" : exception.Detail;
        return DialFailure.Of(options, exception.Status switch
        {
            GrpcStatusCode.Unimplemented => $"the server does not know the call, so it is no Hubble relay or agent ({detail}): look at --server",
            GrpcStatusCode.Unauthenticated or GrpcStatusCode.PermissionDenied =>
                $"the server refuses us ({detail}): look at --basic-auth-username, --basic-auth-password and the client certificate",
            GrpcStatusCode.Unavailable => $"the relay is not available ({detail}): try again, or look at its pod (kubectl -n kube-system get pods -l k8s-app=hubble-relay)",
            GrpcStatusCode.DeadlineExceeded => $"no answer in time ({detail}): try again, or a longer --request-timeout",
            GrpcStatusCode.InvalidArgument => $"the relay refuses the request ({detail}): look at the filters",
            GrpcStatusCode.Cancelled => $"the server is no relay or broke the call off ({detail}): look at --server",
            _ => $"the relay answered {exception.Status} ({detail})",
        }, exception);
    }

    /// <summary>The connection broke.</summary>
    public static RelayException Broken(RelayOptions options, Exception exception) =>
        DialFailure.Of(options, $"the connection broke ({exception.GetBaseException().Message}): try again; a relay or a port-forward that restarts does this", exception);
}
