using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;

namespace FlowToPolicy.Flows.Decoding.Protobuf;

/// <summary>Reads the rare messages, for which the generated classes will do.</summary>
internal static class GeneratedMessages
{
    /// <summary>Reads a message. False when the bytes are none.</summary>
    public static bool TryParse<T>(this MessageParser<T> parser, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out T? message)
        where T : class, IMessage<T>
    {
        try
        {
            message = parser.ParseFrom(bytes);
            return true;
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidOperationException)
        {
            // The runtime reports a stray zero tag as an invalid operation.
            message = null;
            return false;
        }
    }
}
