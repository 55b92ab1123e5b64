using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Tests.Synthesis;

/// <summary>Proposals as text to compare.</summary>
internal static class ProposalText
{
    /// <summary>All policies with their comments.</summary>
    public static string Yaml(this Proposal proposal) => PolicyYamlWriter.WriteAll(proposal.Policies.Select(p => p.Policy));

    /// <summary>One policy without comments.</summary>
    public static string Text(ProposedPolicy policy) => PolicyYamlWriter.WriteRules(policy.Policy);

    /// <summary>The rules of one policy, without comments.</summary>
    public static string Rules(this Proposal proposal, string baseName) =>
        PolicyYamlWriter.WriteRules(proposal.Policies.Single(p => p.BaseName == baseName).Policy);

    /// <summary>The part of a policy's rules from one direction on.</summary>
    public static string Ingress(this Proposal proposal, string baseName) => Section(proposal.Rules(baseName), "  ingress:", "  egress:");

    /// <summary>The part of a policy's rules from one direction on.</summary>
    public static string Egress(this Proposal proposal, string baseName) => Section(proposal.Rules(baseName), "  egress:", "  ingress:");

    private static string Section(string yaml, string from, string to)
    {
        List<string> lines = [];
        bool inside = false;
        foreach (string line in yaml.Split('\n'))
        {
            inside = line == from || (inside && line != to);
            if (inside && line != from && line.Length > 0)
            {
                lines.Add(line);
            }
        }

        return string.Join('\n', lines);
    }
}
