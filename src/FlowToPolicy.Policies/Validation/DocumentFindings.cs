using System.Text.RegularExpressions;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Validation.Views;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Validation;

/// <summary>The findings of one document as they come up.</summary>
internal sealed partial class DocumentFindings(PolicyDocument document, ValidationOptions options)
{
    private readonly List<(FieldPath Path, ValidationFinding Finding)> _findings = [];
    private readonly List<FieldPath> _troubled = [];

    /// <summary>The document.</summary>
    public PolicyDocument Document => document;

    /// <summary>What is validated for.</summary>
    public ValidationOptions Options => options;

    /// <summary>Its text.</summary>
    public SourceText Source { get; } = new(document.Text, document.FirstLine);

    /// <summary>The findings with their paths.</summary>
    public IReadOnlyList<(FieldPath Path, ValidationFinding Finding)> Findings => _findings;

    /// <summary>Adds what a gate says. What it is about is then settled: no rule about its meaning speaks there.</summary>
    public void AddRefusal(ValidationRule rule, Remark remark)
    {
        _troubled.Add(remark.Path);
        Add(rule, remark);
    }

    /// <summary>Marks a place as refused for a reason that a finding already gives.</summary>
    public void Trouble(FieldPath path) => _troubled.Add(path);

    /// <summary>Whether a gate has said something at the path, below it or above it.</summary>
    public bool IsTroubled(FieldPath path) => _troubled.Exists(other => other.Holds(path) || path.Holds(other));

    /// <summary>Adds what a rule says about the meaning, except where a gate refused the item that it speaks about.</summary>
    public void AddMeanings(ValidationRule rule, IEnumerable<Remark> remarks)
    {
        foreach (Remark remark in remarks)
        {
            if (!IsTroubled(remark.Path) && !_troubled.Exists(path => ItemOf(remark.Path).Holds(path)))
            {
                Add(rule, remark);
            }
        }
    }

    private void Add(ValidationRule rule, Remark remark)
    {
        SourcePosition position = Places.Of(document, remark.Path);
        _findings.Add((remark.Path, new ValidationFinding
        {
            Rule = rule.Info,
            Severity = remark.Severity ?? rule.Info.Severity,
            Position = position,
            Path = remark.Path.ToString(),
            Subject = Subject(),
            Message = remark.Message,
            Fix = remark.Fix,
            Snippet = Source.Line(position.Line),
            Edit = remark.Edit,
        }));
    }

    private string Subject()
    {
        if (document.Draft is not { Name.Length: > 0 } policy)
        {
            return "";
        }

        string space = policy.Kind == PolicyKind.CiliumClusterwideNetworkPolicy ? "" : policy.Namespace.Length == 0 ? options.DefaultNamespace : policy.Namespace;
        return space.Length == 0 ? $"{document.Kind} {policy.Name}" : $"{document.Kind} {space}/{policy.Name}";
    }

    // The item of a direction around a path; the path itself where there is none.
    private static FieldPath ItemOf(FieldPath path)
    {
        while (!path.IsRoot && !ItemShape().IsMatch(path.ToString()))
        {
            path = path.Parent;
        }

        return path.IsRoot ? FieldPath.Root.Key("\u0000") : path;
    }

    [GeneratedRegex(@"^specs?(\[[0-9]+\])?\.(ingress|egress)(Deny)?\[[0-9]+\]\z")]
    private static partial Regex ItemShape();
}
