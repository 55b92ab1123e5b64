using FlowToPolicy.Graph;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Validation;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Synthesis;
using FlowToPolicy.Tests.Review.ExpectedLogs;

namespace FlowToPolicy.Tests.Synthesis;

/// <summary>What we propose passes our own validation: nothing above info that its comments do not give a reason for.</summary>
public class ValidProposalTests
{
    private static readonly CiliumVersion[] Versions = [new(1, 14), new(1, 16), new(1, 17), new(1, 18), new(1, 19)];

    [Fact]
    public void Proposals_for_random_clusters_raise_nothing()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            foreach (ProposalOptions options in Variants)
            {
                AssertClean(RandomCluster.Story(seed).Graph(), options, Versions[seed % Versions.Length], $"seed {seed}");
            }
        }
    }

    [Theory]
    [InlineData("small")]
    [InlineData("two-weeks")]
    [InlineData("dual-stack")]
    [InlineData("per-node")]
    public void Proposals_for_recorded_logs_raise_nothing_at_any_version(string log)
    {
        CommunicationGraph graph = RecordedLog.Fold(log);
        foreach (CiliumVersion version in Versions)
        {
            Array.ForEach(Variants, options => AssertClean(graph, options, version, log));
        }
    }

    private static ProposalOptions[] Variants =>
    [
        new(),
        new() { Isolate = Isolation.All, IncludeSystem = true, Evidence = EvidenceDetail.None },
        new() { Platform = Platform.Aks },
        new() { Platform = Platform.AksAcnsFqdn, Isolate = Isolation.All },
        new() { Platform = Platform.AksAcnsL7, DnsNames = DnsNames.Exact },
        new() { Platform = Platform.Eks },
        new() { WorldIngress = WorldIngress.Cidr, DnsNames = DnsNames.Exact, IncludeDenied = true },
    ];

    private static void AssertClean(CommunicationGraph graph, ProposalOptions options, CiliumVersion version, string about)
    {
        Proposal proposal = ProposalBuilder.Build(graph, options);
        PolicyReadResult read = PolicyYamlReader.Read(PolicyYamlWriter.WriteAll(proposal.Policies.Select(policy => policy.Policy)), "proposal.yaml", version);
        ValidationReport report = PolicyValidator.Validate(read.Documents, new ValidationOptions { Version = version, Platform = options.Platform });
        Assert.Equal(proposal.Policies.Count, report.Documents);
        Assert.Empty(report.Findings.Where(finding => finding is { SuppressedBecause: null, Severity: not ValidationSeverity.Info })
            .Select(finding => $"{about}, {version}: {finding.Rule.Id} {finding.Subject}: {finding.Message}"));
    }
}
