namespace FlowToPolicy.Policies.Validation.Sanitize;

/// <summary>The mistakes for which Cilium's agent refuses a policy that the API server took (pkg/policy/api/rule_validation.go and the types that it asks).</summary>
public enum SanitizeCheck : byte
{
    /// <summary>Neither <c>spec</c> nor <c>specs</c>.</summary>
    NoRules,

    /// <summary>All of ingress, ingressDeny, egress and egressDeny are empty (since 1.18).</summary>
    EmptyRule,

    /// <summary>Not exactly one of endpointSelector and nodeSelector.</summary>
    SubjectNotExactlyOne,

    /// <summary>A nodeSelector in a namespaced policy.</summary>
    NodeSelectorInNamespace,

    /// <summary>A label key that is none once its source stands before it.</summary>
    BadSelectorKey,

    /// <summary>A label value that is none.</summary>
    BadSelectorValue,

    /// <summary>In or NotIn without values, Exists or DoesNotExist with some.</summary>
    OperatorValues,

    /// <summary>Peers of two kinds in one item.</summary>
    TwoPeerKinds,

    /// <summary>fromNodes or toNodes without the agent option enable-node-selector-labels.</summary>
    NodeSelectorsOff,

    /// <summary>An entity that there is not.</summary>
    UnknownEntity,

    /// <summary>fromCIDR or toCIDR with something that is neither a prefix nor an address.</summary>
    NotAnAddress,

    /// <summary>An entry of a CIDR set with not exactly one of cidr, cidrGroupRef and cidrGroupSelector.</summary>
    CidrSetNotExactlyOne,

    /// <summary>cidr or except without a prefix length, or no prefix at all.</summary>
    NotAPrefix,

    /// <summary>An exception that does not begin inside its prefix.</summary>
    ExceptOutside,

    /// <summary>A block beside selectors in one peer of a Kubernetes NetworkPolicy.</summary>
    BlockWithSelectors,

    /// <summary>icmps beside toPorts in one item.</summary>
    IcmpWithPorts,

    /// <summary>icmps without the agent option enable-icmp-rules.</summary>
    IcmpOff,

    /// <summary>More than 40 fields in one entry of icmps.</summary>
    TooManyIcmpFields,

    /// <summary>A family that is neither IPv4 nor IPv6.</summary>
    UnknownIcmpFamily,

    /// <summary>A name that no ICMP type of the family has.</summary>
    UnknownIcmpType,

    /// <summary>L7 rules without the L7 proxy.</summary>
    L7ProxyOff,

    /// <summary>DNS rules on ingress.</summary>
    DnsOnIngress,

    /// <summary>L7 rules for nodes, other than DNS rules on egress.</summary>
    L7OnNodes,

    /// <summary>toServices together with toPorts (1.14 to 1.16).</summary>
    ServicesWithPorts,

    /// <summary>More than 40 ports in one entry of toPorts.</summary>
    TooManyPorts,

    /// <summary>A port that is empty.</summary>
    PortMissing,

    /// <summary>A port that is neither a name nor a number of 16 bits.</summary>
    NotAPort,

    /// <summary>VRRP or IGMP with a port (since 1.19).</summary>
    ProtocolWithoutPorts,

    /// <summary>A protocol that there is not.</summary>
    UnknownProtocol,

    /// <summary>L7 rules other than DNS on a port whose protocol is not TCP.</summary>
    L7NeedsTcp,

    /// <summary>DNS rules on a range of ports (since 1.17).</summary>
    DnsOnRange,

    /// <summary>DNS rules without ports.</summary>
    DnsWithoutPorts,

    /// <summary>L7 rules on port 0.</summary>
    L7OnPortZero,

    /// <summary>L7 rules of two kinds in one entry of toPorts.</summary>
    TwoL7Kinds,

    /// <summary>l7 without l7proto.</summary>
    L7WithoutProtocol,

    /// <summary>An empty key in an entry of l7.</summary>
    EmptyL7Key,

    /// <summary>serverNames beside L7 rules without terminatingTLS.</summary>
    ServerNamesWithL7,

    /// <summary>A server name that is empty.</summary>
    EmptyServerName,

    /// <summary>A listener on ingress.</summary>
    ListenerOnIngress,

    /// <summary>A listener beside L7 rules.</summary>
    ListenerWithL7,

    /// <summary>A cluster-wide policy with a listener of a namespaced CiliumEnvoyConfig.</summary>
    ListenerOfNamespace,

    /// <summary>A path or method that is no regular expression of Go.</summary>
    NotARegex,

    /// <summary>A header match without a name.</summary>
    HeaderWithoutName,

    /// <summary>An action on a mismatch that there is not.</summary>
    UnknownMismatch,

    /// <summary>The secret of a header match without a name.</summary>
    SecretWithoutName,

    /// <summary>matchName and matchPattern in one entry of toFQDNs.</summary>
    NameAndPattern,

    /// <summary>A star in matchName.</summary>
    NameWithWildcard,

    /// <summary>Other characters in matchName or matchPattern than DNS knows.</summary>
    BadName,

    /// <summary>A name or pattern of more than 255 characters (since 1.17).</summary>
    NameTooLong,

    /// <summary>role and apiKey in one Kafka rule.</summary>
    KafkaRoleWithKey,

    /// <summary>A role other than produce and consume.</summary>
    UnknownKafkaRole,

    /// <summary>An apiKey that Kafka does not have.</summary>
    UnknownKafkaKey,

    /// <summary>An apiVersion that is no number of 15 bits.</summary>
    BadKafkaVersion,

    /// <summary>A topic that Kafka could not have.</summary>
    BadKafkaTopic,
}
