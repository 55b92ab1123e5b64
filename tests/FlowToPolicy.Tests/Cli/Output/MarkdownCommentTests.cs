using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Output.Diffing;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Diffing.Objects;

namespace FlowToPolicy.Tests.Cli.Output;

public class MarkdownCommentTests
{
    // https://github.com/orgs/community/discussions/27190
    private const int LimitOfGitHub = 65_536;

    [Theory]
    [InlineData(10, 10)]
    [InlineData(5_000, 63)]
    [InlineData(5_000, 253)]
    [InlineData(200, 20_000)]
    public void A_comparison_fits_a_comment_whatever_its_size_and_says_first_what_breaks(int changes, int lengthOfNames)
    {
        string text = Write(Outcome(changes, lengthOfNames));
        Assert.InRange(text.Length, 1, LimitOfGitHub);
        Assert.StartsWith($"**{Words.Count(changes, "observed connection")} would break.**", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf("### Breaks", StringComparison.Ordinal) is var breaks && (breaks < 0 || breaks < 4_500));
        Assert.Equal(0, text.Split('\n').Count(line => line.StartsWith('|') && !line.EndsWith('|')));
        if (changes > 1_000)
        {
            Assert.Contains(" more rows.", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Rows_that_do_not_fit_are_counted()
    {
        var comment = new MarkdownComment();
        comment.Table("| a |\n|---|\n", [.. Enumerable.Range(0, 100).Select(i => $"| {i} {new string('x', 10_000)} |")], 50);
        Assert.Contains("and 95 more rows.", comment.ToString(), StringComparison.Ordinal);
        comment.Table("| b |\n|---|\n", ["| one more |", $"| {new string('y', 60_000)} |"], 50);
        Assert.Contains("| one more |", comment.ToString(), StringComparison.Ordinal);
        Assert.Contains("and 1 more row.", comment.ToString(), StringComparison.Ordinal);
        Assert.InRange(comment.ToString().Length, 1, MarkdownComment.Limit);
    }

    private static DiffOutcome Outcome(int count, int length)
    {
        ConnectionChange[] changes =
        [
            .. Enum.GetValues<ChangeClass>().SelectMany(kind => Enumerable.Range(0, count).Select(i => Change(kind, $"shop/{i}-{new string('|', length)}", length))),
        ];
        return new DiffOutcome
        {
            Changes = changes,
            Result = new ConnectionDiffResult { Changes = changes, Unchanged = 0, Unjudged = 0 },
            Objects = [.. Enumerable.Range(0, count).Select(i => new ObjectChange(ObjectAction.Added, PolicyKind.CiliumNetworkPolicy, "shop", $"{i}{new string('*', length)}", [], []))],
            Rewritten = 0,
            Before = new string('a', length),
            After = new string('b', length),
            Target = "Cilium 1.18 (assumed)",
            HasFlows = true,
        };
    }

    private static ConnectionChange Change(ChangeClass kind, string client, int length)
    {
        var policy = new Policy { Kind = PolicyKind.CiliumNetworkPolicy, Name = new string('_', length), Namespace = "shop", Rules = [] };
        return new ConnectionChange
        {
            Class = kind,
            Client = client,
            Server = "shop/api",
            Ports = $"TCP/{client.Length % 1000 + 1}",
            Before = [],
            After = [new RuleReference(policy, 0, PolicyDirection.Ingress, IsDeny: false, 0)],
        };
    }

    private static string Write(DiffOutcome outcome)
    {
        using var host = new TestHost();
        new DiffMarkdown().Write(outcome, host.Host.Terminal);
        return host.Out;
    }
}
