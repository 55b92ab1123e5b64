using System.Text.RegularExpressions;

namespace FlowToPolicy.Policies.Validation.Schema;

/// <summary>The shapes of strings that the CRDs and the API server ask for. All match in linear time.</summary>
internal static class TextFormats
{
    /// <summary><c>format: cidr</c>, as Go's net.ParseCIDR reads it.</summary>
    public static readonly TextFormat Cidr = new("a prefix with a length, such as 10.0.0.0/8", CidrSyntax.IsCidr);

    /// <summary>The value of a label, without its length.</summary>
    public static readonly TextFormat LabelValue = Of("a label value (letters, digits, '-', '_' and '.')", @"^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?\z");

    /// <summary>
    /// A port. The CRD's alternatives are anchored at one end each, so that all that begins with a digit or ends with a name passes;
    /// the agent refuses the rest.
    /// </summary>
    public static readonly TextFormat Port = Of("a port number or the name of a port", @"^[0-9]|([a-zA-Z0-9]-?)*[a-zA-Z](-?[a-zA-Z0-9])*\z");

    /// <summary>A DNS name.</summary>
    public static readonly TextFormat MatchName = Of("a DNS name of letters, digits, '-' and '_', without wildcards", @"^([-a-zA-Z0-9_]+[.]?)+\z");

    /// <summary>A DNS name with stars.</summary>
    public static readonly TextFormat MatchPattern = Of("a DNS name of letters, digits, '-', '_' and '*'", @"^([-a-zA-Z0-9_*]+[.]?)+\z");

    /// <summary>A server name with the wildcards that 1.18 brought.</summary>
    public static readonly TextFormat ServerName = Of("a server name, with '*.' or '**.' at its beginning at most", @"^(\*?\*\.)?([-a-zA-Z0-9_]+[.]?)+\z");

    /// <summary>A DNS subdomain (RFC 1123).</summary>
    public static readonly TextFormat Subdomain = Of("a name of lower-case letters, digits, '-' and '.'", @"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z");

    /// <summary>A DNS label (RFC 1123).</summary>
    public static readonly TextFormat DnsLabel = Of("a name of lower-case letters, digits and '-'", @"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z");

    /// <summary>An ICMP type as the CRD lists them, with its misspelt "ExtendedEcho Reply".</summary>
    public static readonly TextFormat IcmpType = Of(
        "a number from 0 to 255 or the name of an ICMP type",
        "^([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5]|EchoReply|DestinationUnreachable|Redirect|Echo|RouterAdvertisement|RouterSelection|TimeExceeded"
        + "|ParameterProblem|Timestamp|TimestampReply|Photuris|ExtendedEchoRequest|ExtendedEcho Reply|PacketTooBig|EchoRequest|MulticastListenerQuery"
        + "|MulticastListenerReport|MulticastListenerDone|RouterSolicitation|NeighborSolicitation|NeighborAdvertisement|RedirectMessage|RouterRenumbering"
        + "|ICMPNodeInformationQuery|ICMPNodeInformationResponse|InverseNeighborDiscoverySolicitation|InverseNeighborDiscoveryAdvertisement"
        + "|HomeAgentAddressDiscoveryRequest|HomeAgentAddressDiscoveryReply|MobilePrefixSolicitation|MobilePrefixAdvertisement"
        + @"|DuplicateAddressRequestCodeSuffix|DuplicateAddressConfirmationCodeSuffix)\z");

    /// <summary>A port of a Kubernetes NetworkPolicy by name (validation.IsValidPortName).</summary>
    public static readonly TextFormat KubernetesPortName = new(
        "a port's name: 1 to 15 lower-case letters, digits and single inner dashes, a letter among them (a number stands without quotes)",
        text => text.Length is > 0 and <= 15
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            && text.Any(char.IsAsciiLetterLower)
            && !text.Contains("--", StringComparison.Ordinal)
            && !text.StartsWith('-')
            && !text.EndsWith('-'));

    /// <summary>A label key: a name of 63 characters, behind an optional prefix of 253 (validation.IsQualifiedName).</summary>
    public static readonly TextFormat LabelKey = new("a label key: 'name' or 'prefix/name'", IsLabelKey);

    /// <summary>A label value with its length.</summary>
    public static readonly TextFormat WholeLabelValue = new("a label value of at most 63 letters, digits, '-', '_' and '.'", text => text.Length <= 63 && LabelValue.Accepts(text));

    private static bool IsLabelKey(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string name = text[(slash + 1)..];
        return name.Length is > 0 and <= 63 && LabelValue.Accepts(name) && (slash < 0 || (slash <= 253 && Subdomain.Accepts(text[..slash])));
    }

    private static TextFormat Of(string description, string pattern)
    {
        var regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        return new TextFormat(description, regex.IsMatch);
    }
}
