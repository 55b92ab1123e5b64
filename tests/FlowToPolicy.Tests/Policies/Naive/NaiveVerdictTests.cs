using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Policies.Yaml;
using FlowToPolicy.Tests.Policies.Conformance;
using Xunit.Abstractions;

namespace FlowToPolicy.Tests.Policies.Naive;

public sealed class NaiveVerdictTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("cases.yaml")]
    [InlineData("random.json.gz")]
    [InlineData("random-rich.json.gz")]
    public void The_naive_evaluator_agrees_with_Cilium(string file)
    {
        int checks = 0, older = 0;
        List<string> disagreements = [];
        foreach (ConformanceCase item in ConformanceFile.Read(Repository.Fixture("conformance", file)).Where(item => !item.MustBeRejected))
        {
            Policy[] policies = [.. item.Policies.SelectMany(text => PolicyYamlReader.Read(text, item.Name).Documents).Select(document => document.Draft!)];
            foreach (ConformanceCheck check in item.Checks)
            {
                checks++;
                string answer = Word(policies, item, check, item.Options);
                if (answer == check.Expect)
                {
                    continue;
                }

                // The random files come from a tree before 1.17 that still let the more specific key decide.
                bool isOlder = answer == "redirect" && Word(policies, item, check, item.Options with { Version = new CiliumVersion(1, 16) }) == check.Expect;
                older += isOlder ? 1 : 0;
                if (!isOlder)
                {
                    disagreements.Add($"{item.Name}: {check}: Cilium says {check.Expect}, the naive evaluator {answer}");
                }
            }
        }

        output.WriteLine($"{file}: {checks} checks, {disagreements.Count} disagreements, {older} checks of older precedence");
        disagreements.ForEach(output.WriteLine);
        Assert.NotEqual(0, checks);
        Assert.True(older * 1_000 <= checks, $"{older} checks of older precedence");
        Assert.True(disagreements.Count == 0, $"{disagreements.Count} disagreements, first: {disagreements.FirstOrDefault()}");
    }

    private static string Word(Policy[] policies, ConformanceCase item, ConformanceCheck check, EvaluationOptions options)
    {
        (string subject, string peer) = check.Direction == PolicyDirection.Ingress ? (check.To, check.From) : (check.From, check.To);
        return new NaiveEvaluator(policies, options).Judge(check.Direction, item.Ends[subject], item.Ends[peer], check.Protocol, check.Port) switch
        {
            JudgementKind.Allowed => "allow",
            JudgementKind.Redirected => "redirect",
            JudgementKind.AuthRequired => "auth",
            JudgementKind.Unresolvable => "error",
            _ => "deny",
        };
    }
}
