using System.CommandLine;
using FlowToPolicy.Policies.Validation;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Cli.Arguments;

/// <summary>What a proposal is to be like.</summary>
internal sealed class ProposalSettings : OptionGroup
{
    private static readonly ProposalOptions Defaults = new();

    // GKE has no CiliumNetworkPolicy, and nothing else is proposed.
    private static readonly Platform[] ForCilium = [Platform.Oss, Platform.Aks, Platform.AksAcnsFqdn, Platform.AksAcnsL7, Platform.Eks];

    private readonly Option<string> _isolate;
    private readonly Option<bool> _includeSystem;
    private readonly Option<string[]> _systemNamespaces;
    private readonly Option<string> _audited;
    private readonly Option<bool> _includeDenied;
    private readonly Option<string> _worldIngress;
    private readonly Option<string> _dnsNames;
    private readonly Option<string> _platform;
    private readonly Option<string> _evidence;
    private readonly Option<string?> _namePrefix;

    /// <summary>The options.</summary>
    public ProposalSettings()
    {
        _isolate = Words("--isolate", "Close the directions in which a workload was seen, or all.", Defaults.Isolate);
        _includeSystem = Switch("--include-system", "Propose policies for the system namespaces too.");
        _systemNamespaces = List("--system-namespaces", "NAMESPACE", $"The namespaces that get no policy [default: {string.Join(", ", Defaults.SystemNamespaces)}]");
        _audited = Words("--audited", "What to do with traffic that only audit mode let through.", Defaults.Audited);
        _includeDenied = Switch("--include-denied", "Admit also what was only ever denied by default. An explicit deny is never admitted.");
        _worldIngress = Words("--world-ingress", "Admit clients outside the cluster as the entity world, or by their exact addresses.", Defaults.WorldIngress);
        _dnsNames = Words("--dns-names", "Let clients ask the DNS for any name, or for the names they asked for.", Defaults.DnsNames);
        _platform = Choice(
            "--platform",
            "Where the policies are to run: on aks addresses take the place of names, with ACNS the DNS rules list the names.",
            [.. ForCilium.Select(Word)]);
        _evidence = Words("--evidence", "How much evidence stands in comments.", Defaults.Evidence);
        _namePrefix = Text("--name-prefix", "PREFIX", $"What the policies' names begin with, so that they meet no other policy [default: {Defaults.NamePrefix}]");
        _namePrefix.Validators.Add(result =>
        {
            string given = result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;
            if (given.Length is 0 or > 40 || !char.IsAsciiLetterOrDigit(given[0]) || !given.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.'))
            {
                result.AddError($"--name-prefix must be 1 to 40 lower-case letters, digits, '-' or '.', beginning with a letter or digit, not '{given}'.");
            }
        });
    }

    /// <summary>The options of the proposal for the given namespaces.</summary>
    public ProposalOptions Read(ParseResult result, IReadOnlyList<string> namespaces) => new()
    {
        Isolate = Value<Isolation>(result, _isolate),
        IncludeSystem = result.GetValue(_includeSystem),
        SystemNamespaces = result.GetResult(_systemNamespaces) is null
            ? Defaults.SystemNamespaces
            : [.. result.GetValue(_systemNamespaces)!.Distinct().Order(StringComparer.Ordinal)],
        Namespaces = namespaces,
        Audited = Value<AuditedTraffic>(result, _audited),
        IncludeDenied = result.GetValue(_includeDenied),
        WorldIngress = Value<WorldIngress>(result, _worldIngress),
        DnsNames = Value<DnsNames>(result, _dnsNames),
        Platform = ForCilium.Single(platform => Word(platform) == result.GetValue(_platform)),
        Evidence = Value<EvidenceDetail>(result, _evidence),
        NamePrefix = result.GetValue(_namePrefix) ?? Defaults.NamePrefix,
    };

    /// <summary>The word for a value on the command line and in documents.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => Output.Words.Kebab(value.ToString());

    private Option<string> Words<T>(string name, string help, T byDefault)
        where T : struct, Enum => Choice(name, help, [.. Enum.GetValues<T>().Select(Word)], Word(byDefault));

    private static T Value<T>(ParseResult result, Option<string> option)
        where T : struct, Enum => Enum.GetValues<T>().Single(v => Word(v) == result.GetValue(option));
}
