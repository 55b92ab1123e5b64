using System.Text.RegularExpressions;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Validation.Sanitize;
using FlowToPolicy.Policies.Validation.Schema;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Policies.Yaml.Reading;

namespace FlowToPolicy.Tests.Policies.Conformance;

/// <summary>Validates the policies of one file and remembers where we and Cilium disagree.</summary>
internal sealed partial class ValidationRun
{
    // The tree of August 2024 stands between 1.16 and 1.17; what differs between those two the files leave out.
    private static readonly CiliumVersion Judged = new(1, 16);

    private static readonly SanitizeOptions Agent = new() { Version = Judged, NodeSelectorLabels = true };

    // The files name no more places than that of a policy, in ordinal order.
    private const int MostPlaces = 4;

    public int Policies { get; private set; }

    public int SchemaRefusals { get; private set; }

    public int Places { get; private set; }

    public int AgentRefusals { get; private set; }

    public int Pruned { get; private set; }

    public List<string> Disagreements { get; } = [];

    public void Add(ValidationCase item)
    {
        Policies++;
        PolicyReadResult read = PolicyYamlReader.Read(item.Document, item.Name, Judged);
        if (read.Documents is not [{ } document])
        {
            Disagreements.Add($"{item.Name}: not read: {string.Join("; ", read.Findings)}");
            return;
        }

        bool refused = document.IsRefused;
        SchemaRefusals += refused ? 1 : 0;
        string[] places = [.. document.Violations.Where(violation => violation.Refuses && !IsUntold(violation)).Select(violation => Path(violation.Path)).Distinct().Order(StringComparer.Ordinal)];
        Places += places.Length;
        if (refused != item.SchemaRefuses || !places.Take(MostPlaces).SequenceEqual(item.At.Order(StringComparer.Ordinal)))
        {
            Disagreements.Add($"{item.Name}: schema: Cilium says [{string.Join(", ", item.At)}], we say [{string.Join(", ", places)}] {item.Document}");
        }

        if (item.AgentRefuses is { } agentRefuses)
        {
            AddOfAgent(item, document, agentRefuses);
        }
    }

    private void AddOfAgent(ValidationCase item, PolicyDocument document, bool refuses)
    {
        // Whether a listener can be found the agent sees later, when it resolves the policy for an endpoint.
        SanitizeFinding[] findings = [.. PolicySanitizer.Check(document, Agent).Where(finding => finding.Check != SanitizeCheck.ListenerOfNamespace)];
        AgentRefusals += findings.Length > 0 ? 1 : 0;
        if (refuses != findings.Length > 0)
        {
            Disagreements.Add($"{item.Name}: agent: Cilium says {(refuses ? "refused" : "ok")}, we say [{string.Join(", ", findings.Select(finding => finding.Message))}] {item.Document}");
        }

        bool drops = document.Violations.Any(violation => !violation.Refuses);
        Pruned += drops ? 1 : 0;
        (IReadOnlyCollection<string> dropped, IReadOnlyCollection<string> zeros) = DroppedLeaves.Of(document, Judged);
        string[] missing = [.. item.Unknown.Except(dropped).Except(zeros)], surplus = [.. dropped.Except(item.Unknown)];
        if (missing.Length + surplus.Length > 0)
        {
            Disagreements.Add($"{item.Name}: fields: Cilium drops [{string.Join(", ", missing)}] more, we drop [{string.Join(", ", surplus)}] more {item.Document}");
        }
    }

    // Two errors of the schema's library carry no path: that of an object that fits two alternatives, and that of a list where a formatted string belongs.
    private static bool IsUntold(SchemaViolation violation) =>
        (violation.Keyword == SchemaKeyword.OneOf && violation.Message.StartsWith("can have only one", StringComparison.Ordinal))
        || (violation is { Keyword: SchemaKeyword.Type, Node: SourceList } && Prefix().IsMatch(violation.Path.ToString()));

    // The files write keys without quotes, and cut them at a colon.
    private static string Path(FieldPath path)
    {
        string text = path.ToString().Replace("['", ".", StringComparison.Ordinal).Replace("']", "", StringComparison.Ordinal);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? text : text[..colon];
    }

    [GeneratedRegex(@"(\.cidr|CIDR\[\d+\]|except\[\d+\])$")]
    private static partial Regex Prefix();
}
