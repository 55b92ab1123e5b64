using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Diffing;

/// <summary>What one policy set says of a connection at both ends, reduced to what can change.</summary>
/// <param name="Verdict">Both ends together.</param>
/// <param name="Filter">What the proxy demands of it, and whether peers must be authenticated, as text; empty when all of it passes.</param>
/// <param name="Rules">The deciding rules of both ends.</param>
internal sealed record ConnectionState(ReplayVerdict Verdict, string Filter, IReadOnlyList<RuleReference> Rules)
{
    /// <summary>Puts the judgements of both ends together; null where no policy has a say.</summary>
    public static ConnectionState Of(Judgement? egress, Judgement? ingress)
    {
        Judgement[] judgements = [.. new[] { egress, ingress }.OfType<Judgement>()];
        ReplayVerdict verdict = Array.Exists(judgements, IsDenial) ? ReplayVerdict.Denied
            : Array.Exists(judgements, judgement => judgement.Kind == JudgementKind.Unresolvable) ? ReplayVerdict.Unjudged
            : ReplayVerdict.Admitted;
        string filter = verdict == ReplayVerdict.Admitted ? string.Concat(judgements.Select(Conditions)) : "";
        return new ConnectionState(verdict, filter, [.. judgements.SelectMany(judgement => judgement.Rules)]);
    }

    private static bool IsDenial(Judgement judgement) =>
        judgement.Kind is JudgementKind.DeniedByDefault or JudgementKind.DeniedByRule or JudgementKind.RefusedByProxy || judgement is { Kind: JudgementKind.Unresolvable, Cause: UnresolvedCause.Conflict };

    private static string Conditions(Judgement judgement) => judgement.Kind switch
    {
        JudgementKind.AuthRequired => "authentication\n",
        JudgementKind.Redirected => string.Concat(judgement.Rules.Select(Requests).Distinct().Order(StringComparer.Ordinal)),
        _ => "",
    };

    // What the proxy checks stands in the ports of the deciding items.
    private static string Requests(RuleReference reference)
    {
        IReadOnlyList<DirectionItem>? items = reference.Policy.NetworkPolicy is null && reference.Rule < reference.Policy.Rules.Count
            ? (reference.Direction == PolicyDirection.Ingress ? reference.Policy.Rules[reference.Rule].Ingress : reference.Policy.Rules[reference.Rule].Egress)
            : null;
        if (items is null || reference.Item < 0 || reference.Item >= items.Count)
        {
            return "";
        }

        IEnumerable<string> rules = (items[reference.Item].ToPorts ?? []).Select(rule => PolicyYamlWriter.WriteItem(new DirectionItem { ToPorts = [rule with { Ports = [] }] }, isIngress: true));
        return string.Concat(rules.Distinct().Order(StringComparer.Ordinal));
    }
}
