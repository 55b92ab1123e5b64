using FlowToPolicy.Graph;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Diffing;

/// <summary>Compares two policy sets by the connections that they let through.</summary>
public static class ConnectionDiff
{
    /// <summary>Compares.</summary>
    /// <param name="before">The first set, e.g. what is in force.</param>
    /// <param name="after">The second set, e.g. what is proposed.</param>
    /// <param name="graph">What was observed; null to compare without flows.</param>
    /// <param name="options">What is known of the agents.</param>
    public static ConnectionDiffResult Compare(PolicySet before, PolicySet after, CommunicationGraph? graph, VerificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(options);
        var texts = new ItemTexts();
        PolicySide was = new(before, options, texts), becomes = new(after, options, texts);
        var equal = new EqualRules(was, becomes);
        var observed = new ObservedChanges(was, becomes, equal);
        if (graph is not null)
        {
            observed.Compare(graph);
        }

        var unobserved = new UnobservedChanges(was, becomes, equal, graph, options.Evaluation, observed.Seen, texts);
        unobserved.Compare();
        return new ConnectionDiffResult
        {
            Changes =
            [
                .. observed.Changes.Concat(unobserved.Changes).OrderBy(c => c.Class).ThenBy(c => c.Client, StringComparer.Ordinal)
                    .ThenBy(c => c.Server, StringComparer.Ordinal).ThenBy(c => c.Ports, StringComparer.Ordinal).ThenBy(c => c.Observed?.Address ?? default),
            ],
            Unchanged = observed.Unchanged + unobserved.Unchanged,
            Unjudged = observed.Unjudged + unobserved.Unjudged,
        };
    }
}
