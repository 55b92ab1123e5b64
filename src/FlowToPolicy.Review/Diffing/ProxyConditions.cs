using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Diffing;

/// <summary>What the proxy demands of admitted connections, and whether peers must be authenticated, as text that can be compared.</summary>
internal sealed class ProxyConditions
{
    private readonly Dictionary<RuleReference, string> _requests = new(ReferenceEqualityComparer.Instance);

    /// <summary>The text; empty when all of the connection passes, or nothing.</summary>
    public string Of(ConnectionState state) => state.Verdict == ReplayVerdict.Admitted ? Of(state.Egress) + Of(state.Ingress) : "";

    private string Of(Judgement? judgement) => judgement?.Kind switch
    {
        JudgementKind.AuthRequired => "authentication\n",
        JudgementKind.Redirected when judgement.Reason == FilterProbe.Void => FilterProbe.Void,
        JudgementKind.Redirected => string.Concat(judgement.Rules.Select(Requests).Distinct().Order(StringComparer.Ordinal)),
        _ => "",
    };

    private string Requests(RuleReference reference)
    {
        if (!_requests.TryGetValue(reference, out string? text))
        {
            _requests[reference] = text = Write(reference);
        }

        return text;
    }

    // What the proxy checks stands in the ports of the deciding items.
    private static string Write(RuleReference reference)
    {
        IEnumerable<string> rules = FilterProbe.PortsOf(reference).Select(rule => PolicyYamlWriter.WriteItem(new DirectionItem { ToPorts = [rule with { Ports = [] }] }, isIngress: true));
        return string.Concat(rules.Distinct().Order(StringComparer.Ordinal));
    }
}
