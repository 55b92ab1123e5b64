namespace FlowToPolicy.Flows.Relay;

/// <summary>Certificates in memory, PEM encoded. A class without a text form, so that no message can come to hold a key.</summary>
/// <param name="authorities">The authorities that are trusted; null for those of the system.</param>
/// <param name="certificate">The client's certificate, followed by intermediate ones if any; null for none.</param>
/// <param name="key">The client's private key, not encrypted; null for none.</param>
/// <param name="source">Where they come from, for messages.</param>
public sealed class RelayCertificates(string? authorities, string? certificate, string? key, string source)
{
    /// <summary>The authorities that are trusted; null for those of the system.</summary>
    public string? Authorities => authorities;

    /// <summary>The client's certificate; null for none.</summary>
    public string? Certificate => certificate;

    /// <summary>Where they come from, for messages.</summary>
    public string Source => source;

    /// <summary>The client's private key; null for none.</summary>
    internal string? Key => key;
}
