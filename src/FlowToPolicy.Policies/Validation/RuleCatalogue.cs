using FlowToPolicy.Policies.Validation.Rules.Agent;
using FlowToPolicy.Policies.Validation.Rules.Comments;
using FlowToPolicy.Policies.Validation.Rules.Meaning;
using FlowToPolicy.Policies.Validation.Rules.Platforms;
using FlowToPolicy.Policies.Validation.Rules.Schema;
using FlowToPolicy.Policies.Validation.Rules.WholeSet;
using FlowToPolicy.Policies.Validation.Sanitize;

namespace FlowToPolicy.Policies.Validation;

/// <summary>All rules, in the order of their ids.</summary>
public static class RuleCatalogue
{
    /// <summary>The rule about comments that name no rule.</summary>
    internal static CommentRule UnknownSuppression { get; } = new UnknownSuppression();

    /// <summary>The rule about comments without a reason.</summary>
    internal static CommentRule UnfoundedSuppression { get; } = new UnfoundedSuppression();

    /// <summary>The rule about comments without effect.</summary>
    internal static CommentRule IdleSuppression { get; } = new IdleSuppression();

    /// <summary>The rule about what cannot be read.</summary>
    internal static ReadRule Unreadable { get; } = new Unreadable();

    /// <summary>The rules as objects.</summary>
    internal static IReadOnlyList<ValidationRule> Rules { get; } =
    [
        new WrongApiVersion(),
        new UnquotedPort(),
        new UnquotedText(),
        new LetterCase(),
        new WildcardName(),
        new BareAddress(),
        new MisspeltField(),
        new PortsNotNested(),
        new NetworkPolicyField(),
        new BesideSpec(),
        new NotInDeny(),
        new NewerField(),
        new RemovedRequires(),
        new UnknownEntity(),
        new NotAPort(),
        new OneSubject(),
        new NoItems(),
        new OneName(),
        new OneKindOfRules(),
        new UnknownField(),
        new WrongType(),
        new UnknownValue(),
        new BadText(),
        new BeyondLimit(),
        new MissingField(),
        new OneOfSeveral(),
        Unreadable,
        new TwoPeerKinds(),
        new ServicesWithPorts(),
        new IcmpWithPorts(),
        new L7NeedsTcp(),
        new NamespacedNodeSelector(),
        new BadSelector(),
        new OptionOff(),
        new DnsOnIngress(),
        new L7OnNodes(),
        new ProtocolWithoutPorts(),
        new DnsPorts(),
        new L7OnPortZero(),
        new UnnamedParser(),
        new ServerNamesBesideL7(),
        new MisplacedListener(),
        new NotARegex(),
        new ExceptionOutside(),
        new UnknownIcmpType(),
        new BadKafka(),
        new NoRule(),
        new NamesOnPlatform(),
        new L7OnPlatform(),
        new ClusterwideL7(),
        new EveryNameOnAks(),
        new HostPolicyOnPlatform(),
        new NodePeersOnPlatform(),
        new KindOnPlatform(),
        new ApiServerIngress(),
        new EndPortOnAks(),
        new AwsGroups(),
        new EmptyItem(),
        new EmptyPeerList(),
        new OwnNamespaceOnly(),
        new PodsOnly(),
        new IgnoredEmptyList(),
        new NothingThrough(),
        new PatternWithoutDot(),
        new LevelPattern(),
        new ClusterName(),
        new WorldIngress(),
        new DroppedLabel(),
        new ForeignSubject(),
        new NegativeNamespace(),
        new IdleDefaultDeny(),
        new LiteralPath(),
        new LowerCaseMethod(),
        new HostGlob(),
        new HeaderPattern(),
        new OddPort(),
        new AnyWithoutIcmp(),
        new UnlistedDirection(),
        new WholeWorldBlock(),
        new UnknownAnnotation(),
        new RedundantPeer(),
        new NamedPortEverywhere(),
        new OpenPort(),
        new EverythingOpen(),
        new EndPortBelow(),
        new NamedRange(),
        new EchoReply(),
        new IgnoredEndPort(),
        new DeprecatedKafka(),
        new DeprecatedRequires(),
        new MutualAuthOff(),
        new HostBits(),
        new SwallowingException(),
        new EmptyMeansEverybody(),
        new EmptyL7List(),
        new L7WithoutDefaultDeny(),
        new ServerNameWildcard(),
        new NamesNeverLearned(),
        new DnsOverUdpOnly(),
        new IsolationWithoutDns(),
        new DnsPeerNamespace(),
        new VoidedNameFilter(),
        new SelectsNobody(),
        new ConflictingRules(),
        new SameNameTwice(),
        new ExceptionAllowedElsewhere(),
        new ClusterPrefix(),
        new ServicePort(),
        new UnknownService(),
        new PeerElsewhere(),
        new UnknownCidrGroup(),
        new DnsOnly(),
        new EnforcementLabel(),
        UnknownSuppression,
        UnfoundedSuppression,
        IdleSuppression,
    ];

    /// <summary>What the reference says of each rule.</summary>
    public static IReadOnlyList<RuleInfo> All { get; } = [.. Rules.Select(rule => rule.Info)];

    /// <summary>The rules about the schema, those that claim less first.</summary>
    internal static IReadOnlyList<SchemaRule> OfSchema { get; } = [.. Rules.OfType<SchemaRule>().OrderBy(rule => rule.Breadth)];

    /// <summary>The rule that each check of the agent belongs to.</summary>
    internal static IReadOnlyDictionary<SanitizeCheck, RefusalRule> OfAgent { get; } =
        Rules.OfType<RefusalRule>().SelectMany(rule => rule.Checks.Select(check => (check, rule))).ToDictionary(pair => pair.check, pair => pair.rule);

    /// <summary>The rules that look at one policy.</summary>
    internal static IReadOnlyList<DocumentRule> OfDocuments { get; } = [.. Rules.OfType<DocumentRule>()];

    /// <summary>The rules that look at all policies.</summary>
    internal static IReadOnlyList<SetRule> OfSets { get; } = [.. Rules.OfType<SetRule>()];

    /// <summary>The rules about suppressing comments.</summary>
    internal static IReadOnlyList<CommentRule> OfComments { get; } = [.. Rules.OfType<CommentRule>()];

    /// <summary>The rule of an id; null when there is none.</summary>
    public static RuleInfo? Find(string id) => All.FirstOrDefault(rule => rule.Id == id);
}
