using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Evaluation.Requests;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Review.Diffing;

/// <summary>
/// Finds out whether the filters of a connection that goes through a proxy still refuse anything: a plain rule may have voided them, which no text of
/// the filters shows. Asked is a request that no sensible filter names.
/// </summary>
internal static class FilterProbe
{
    /// <summary>The reason of a judgement whose filters let every request pass.</summary>
    public const string Void = "every request passes\n";

    private const string Name = "no-filter-names-this.invalid";

    private static readonly DnsQuery Dns = new(Name);
    private static readonly HttpRequest Http = new() { Method = "NO-FILTER-NAMES-THIS", Path = "/no-filter-names-this", Host = Name, Headers = [], ServerName = Name };
    private static readonly KafkaRequest Kafka = new() { ApiKey = short.MaxValue, ApiVersion = short.MaxValue, ClientId = Name, Topics = [Name] };
    private static readonly TlsHello Tls = new(Name);

    /// <summary>The judgement with the rules that let every request pass; null when none does, or no proxy is there.</summary>
    /// <param name="judgement">What is said of the connection.</param>
    /// <param name="ask">What is said of a request in it.</param>
    public static Judgement? Of(Judgement judgement, Func<L7Request, Judgement> ask) =>
        judgement.Kind == JudgementKind.Redirected && Request(judgement) is { } request && ask(request) is { Kind: JudgementKind.Redirected } passed
            ? passed with { Reason = Void }
            : null;

    /// <summary>The ports of an item with what the proxy checks on them; none for Kubernetes' own kind.</summary>
    public static IEnumerable<PortRule> PortsOf(RuleReference reference)
    {
        if (reference.Policy.NetworkPolicy is not null || reference.Item < 0 || reference.Rule >= reference.Policy.Rules.Count)
        {
            return [];
        }

        Rule rule = reference.Policy.Rules[reference.Rule];
        IReadOnlyList<DirectionItem> items = (reference.Direction == PolicyDirection.Ingress ? rule.Ingress : rule.Egress) ?? [];
        return reference.Item < items.Count ? items[reference.Item].ToPorts ?? [] : [];
    }

    private static L7Request? Request(Judgement judgement)
    {
        foreach (PortRule ports in judgement.Rules.SelectMany(PortsOf))
        {
            L7Request? request = ports switch
            {
                { Dns: not null } => Dns,
                { Http: not null } => Http,
                { Kafka: not null } => Kafka,
                { ServerNames.Count: > 0 } => Tls,
                _ => null,
            };
            if (request is not null)
            {
                return request;
            }
        }

        return null;
    }
}
