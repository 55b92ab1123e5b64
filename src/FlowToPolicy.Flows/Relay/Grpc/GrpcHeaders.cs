using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace FlowToPolicy.Flows.Relay.Grpc;

/// <summary>The headers and trailers of the gRPC protocol over HTTP/2.</summary>
internal static class GrpcHeaders
{
    private const string StatusName = "grpc-status";
    private const string MessageName = "grpc-message";
    private const long MostTimeoutDigits = 99_999_999;

    /// <summary>The request of a call: a POST with the message in one uncompressed frame.</summary>
    public static HttpRequestMessage ToHttp(GrpcRequest request)
    {
        var frame = new byte[GrpcFrameReader.HeaderSize + request.Message.Length];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), request.Message.Length);
        request.Message.CopyTo(frame.AsMemory(GrpcFrameReader.HeaderSize));
        var http = new HttpRequestMessage(HttpMethod.Post, new Uri(request.Address, request.Path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame),
        };
        http.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        http.Content.Headers.ContentLength = null;
        http.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        http.Headers.UserAgent.Add(new ProductInfoHeaderValue("flow2policy", null));
        http.Headers.TryAddWithoutValidation("grpc-accept-encoding", "identity");
        if (request.Authorization is not null)
        {
            http.Headers.TryAddWithoutValidation("authorization", request.Authorization);
        }

        if (request.Deadline is { } deadline)
        {
            http.Headers.TryAddWithoutValidation("grpc-timeout", Timeout(deadline));
        }

        return http;
    }

    /// <summary>A timeout as gRPC writes it: at most eight digits and a unit.</summary>
    public static string Timeout(TimeSpan timeout)
    {
        long ticks = Math.Max(0, timeout.Ticks);
        (long value, char unit) = ticks switch
        {
            <= MostTimeoutDigits / 100 => (ticks * 100, 'n'),
            <= MostTimeoutDigits * 10 => (RoundUp(ticks, 10), 'u'),
            <= MostTimeoutDigits * TimeSpan.TicksPerMillisecond => (RoundUp(ticks, TimeSpan.TicksPerMillisecond), 'm'),
            <= MostTimeoutDigits * TimeSpan.TicksPerSecond => (RoundUp(ticks, TimeSpan.TicksPerSecond), 'S'),
            _ => (Math.Min(MostTimeoutDigits, RoundUp(ticks, TimeSpan.TicksPerHour)), 'H'),
        };
        return value.ToString(CultureInfo.InvariantCulture) + unit;
    }

    /// <summary>
    /// What the response's head says: null while the call goes on, else its end. A response that holds its status in
    /// the head ("trailers only") ends the call at once.
    /// </summary>
    public static GrpcException? Refusal(HttpResponseMessage response, out bool ended)
    {
        ended = true;
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return TryGetStatus(response.Headers, out GrpcException? told) && told is not null
                ? told
                : new GrpcException(FromHttp(response.StatusCode), $"the server answered HTTP {(int)response.StatusCode}");
        }

        if (response.Version < HttpVersion.Version20)
        {
            return new GrpcException(GrpcStatusCode.Internal, $"the server answered in HTTP/{response.Version}, not HTTP/2");
        }

        string? type = response.Content.Headers.ContentType?.MediaType;
        if (type is null || !IsGrpc(type))
        {
            return new GrpcException(GrpcStatusCode.Cancelled, type is null
                ? "the response has no content type"
                : $"the response is '{type}', not gRPC");
        }

        ended = TryGetStatus(response.Headers, out GrpcException? status);
        return status;
    }

    /// <summary>The end of a call whose body was read: null for OK.</summary>
    public static GrpcException? Trailers(HttpResponseMessage response) =>
        TryGetStatus(response.TrailingHeaders, out GrpcException? status)
            ? status
            : new GrpcException(GrpcStatusCode.Cancelled, "the response ended without a gRPC status");

    /// <summary>The message encoding that the response announces, or null.</summary>
    public static string? Encoding(HttpResponseMessage response) => Single(response.Headers, "grpc-encoding");

    /// <summary>Undoes the percent encoding of a message. What is not well encoded stays as it is.</summary>
    public static string DecodeMessage(string text) =>
        text.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(text) : text;

    /// <summary>The status that stands for an HTTP status without a gRPC one.</summary>
    public static GrpcStatusCode FromHttp(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => GrpcStatusCode.Internal,
        HttpStatusCode.Unauthorized => GrpcStatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => GrpcStatusCode.PermissionDenied,
        HttpStatusCode.NotFound => GrpcStatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
            or HttpStatusCode.GatewayTimeout => GrpcStatusCode.Unavailable,
        _ => GrpcStatusCode.Unknown,
    };

    private static bool TryGetStatus(HttpResponseHeaders headers, out GrpcException? status)
    {
        status = null;
        if (Single(headers, StatusName) is not { } text)
        {
            return false;
        }

        string message = DecodeMessage(Single(headers, MessageName) ?? "");
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int code))
        {
            status = new GrpcException(GrpcStatusCode.Unknown, $"the server gave the status '{text}', which is no number; {message}");
        }
        else if (code != 0)
        {
            status = new GrpcException(Enum.IsDefined((GrpcStatusCode)code) ? (GrpcStatusCode)code : GrpcStatusCode.Unknown, message);
        }

        return true;
    }

    private static string? Single(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;

    private static bool IsGrpc(string type) =>
        type.Equals("application/grpc", StringComparison.OrdinalIgnoreCase)
        || type.StartsWith("application/grpc+", StringComparison.OrdinalIgnoreCase);

    private static long RoundUp(long ticks, long unit) => (ticks / unit) + (ticks % unit > 0 ? 1 : 0);
}
