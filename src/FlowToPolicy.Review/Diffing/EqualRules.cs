using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Review.Verification;

namespace FlowToPolicy.Review.Diffing;

/// <summary>
/// Knows of which subjects two sets say the same: their items about it have equal meanings, and close the same directions. What both say of a
/// connection between such subjects need only be asked once.
/// </summary>
internal sealed class EqualRules(PolicySide before, PolicySide after)
{
    private readonly Dictionary<(PolicyDirection Direction, LabelSet Subject), bool> _known = [];

    // An item's meaning names a group of prefixes; what is in it stands elsewhere.
    private readonly bool _areComparable = before.Set.CidrGroups.Count == 0 && after.Set.CidrGroups.Count == 0;

    /// <summary>Whether both sets say the same of a connection.</summary>
    public bool About(ObservedConnection connection) =>
        About(PolicyDirection.Egress, connection.Clients, connection.Edge.Client)
        && About(PolicyDirection.Ingress, connection.Servers, connection.Edge.Server);

    private bool About(PolicyDirection direction, IReadOnlyList<PolicyEnd> subjects, End end)
    {
        if (end.Kind != EndKind.Workload)
        {
            return end.Kind != EndKind.Host;
        }

        foreach (PolicyEnd subject in subjects)
        {
            if (!About(direction, subject.Labels))
            {
                return false;
            }
        }

        return subjects.Count > 0;
    }

    /// <summary>Whether both sets say the same of a direction of a subject.</summary>
    public bool About(PolicyDirection direction, LabelSet subject)
    {
        if (!_areComparable)
        {
            return false;
        }

        if (!_known.TryGetValue((direction, subject), out bool equal))
        {
            _known[(direction, subject)] = equal = before.Closes(direction, subject) == after.Closes(direction, subject)
                && before.ItemsAbout(direction, subject).Keys.SequenceEqual(after.ItemsAbout(direction, subject).Keys);
        }

        return equal;
    }
}
