using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Validation;

namespace FlowToPolicy.Tests.Policies.Validation.Rules;

public sealed class RuleExamplesTests
{
    private static readonly CiliumVersion[] Versions = [.. Enumerable.Range(14, 6).Select(minor => new CiliumVersion(1, minor))];

    public static TheoryData<string, string, Platform> Cases()
    {
        var cases = new TheoryData<string, string, Platform>();
        foreach (RuleInfo rule in RuleCatalogue.All)
        {
            foreach (CiliumVersion version in Versions.Where(version => !(version < rule.Since) && !(version >= rule.Before)))
            {
                foreach (Platform platform in rule.Platforms.DefaultIfEmpty(Platform.Oss))
                {
                    cases.Add(rule.Id, version.ToString(), platform);
                }
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_bad_example_raises_exactly_its_rule(string id, string version, Platform platform)
    {
        (RuleInfo rule, ValidationOptions options) = Prepare(id, version, platform);
        IReadOnlyList<ValidationFinding> findings = Validated.Open(rule.Bad, options);

        Assert.True(
            findings.Count > 0 && findings.All(finding => finding.Rule.Id == id),
            $"{id} {rule.Name} at {version} on {platform}:\n{Validated.Show(findings)}\n{rule.Bad}");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_good_example_raises_nothing_above_info(string id, string version, Platform platform)
    {
        (RuleInfo rule, ValidationOptions options) = Prepare(id, version, platform);
        IReadOnlyList<ValidationFinding> findings = Validated.Open(rule.Good, options);

        Assert.True(
            findings.All(finding => finding.Rule.Id != id && finding.Severity == ValidationSeverity.Info),
            $"{id} {rule.Name} at {version} on {platform}:\n{Validated.Show(findings)}\n{rule.Good}");
    }

    private static (RuleInfo Rule, ValidationOptions Options) Prepare(string id, string version, Platform platform)
    {
        RuleInfo rule = RuleCatalogue.Find(id)!;
        return (rule, rule.Given with { Version = CiliumVersion.Parse(version), Platform = platform });
    }
}
