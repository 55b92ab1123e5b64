using System.CommandLine;
using FlowToPolicy.Policies;

namespace FlowToPolicy.Cli.Arguments;

/// <summary><c>--cilium-version</c>: what policies mean, and what is accepted, depends on it.</summary>
internal sealed class CiliumVersionOption : OptionGroup
{
    private static readonly CiliumVersion Oldest = new(1, 14);
    private static readonly CiliumVersion Newest = new(1, 19);

    private readonly Option<CiliumVersion?> _version;

    /// <summary>The option.</summary>
    public CiliumVersionOption() => _version = Parsed<CiliumVersion?>(
        "--cilium-version",
        "VERSION",
        $"The version of Cilium that the policies are for, {Oldest} to {Newest} [default: the one that the flows or the relay name, else {CiliumVersion.Assumed}]",
        TryRead,
        $"a version from {Oldest} to {Newest}");

    /// <summary>The version, and who named it in words.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="seen">The version that flows or relay named; null when none did.</param>
    /// <param name="seenIn">Who named that, e.g. <c>named by the flows</c>.</param>
    public (CiliumVersion Version, string Source) Read(ParseResult result, string? seen, string seenIn)
    {
        if (result.GetValue(_version) is { } given)
        {
            return (given, "--cilium-version");
        }

        return seen is not null && CiliumVersion.TryParse(seen, out CiliumVersion named) ? (named, seenIn) : (CiliumVersion.Assumed, "assumed");
    }

    private static bool TryRead(string text, out CiliumVersion? version)
    {
        bool known = CiliumVersion.TryParse(text, out CiliumVersion read) && read >= Oldest && read <= Newest;
        version = known ? read : null;
        return known;
    }
}
