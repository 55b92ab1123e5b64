using System.Globalization;

namespace FlowToPolicy.Tests.Policies.Naive;

/// <summary>The names of ICMP types that Cilium knows, per family.</summary>
internal static class NaiveIcmp
{
    private static readonly Dictionary<string, int> V4 = new()
    {
        ["EchoReply"] = 0,
        ["DestinationUnreachable"] = 3,
        ["Redirect"] = 5,
        ["Echo"] = 8,
        ["EchoRequest"] = 8,
        ["RouterAdvertisement"] = 9,
        ["RouterSelection"] = 10,
        ["TimeExceeded"] = 11,
        ["ParameterProblem"] = 12,
        ["Timestamp"] = 13,
        ["TimestampReply"] = 14,
        ["Photuris"] = 40,
        ["ExtendedEchoRequest"] = 42,
        ["ExtendedEchoReply"] = 43,
    };

    private static readonly Dictionary<string, int> V6 = new()
    {
        ["DestinationUnreachable"] = 1,
        ["PacketTooBig"] = 2,
        ["TimeExceeded"] = 3,
        ["ParameterProblem"] = 4,
        ["EchoRequest"] = 128,
        ["EchoReply"] = 129,
        ["RouterSolicitation"] = 133,
        ["RouterAdvertisement"] = 134,
        ["NeighborSolicitation"] = 135,
        ["NeighborAdvertisement"] = 136,
        ["RedirectMessage"] = 137,
    };

    public static int Number(string type, bool isV6) =>
        int.TryParse(type, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : (isV6 ? V6 : V4)[type];
}
