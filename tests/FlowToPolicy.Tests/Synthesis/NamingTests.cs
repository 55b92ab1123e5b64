using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Tests.Synthesis;

/// <summary>Names of policies and files: safe everywhere, never shared, the same every day.</summary>
public class NamingTests
{
    private static readonly ProposalOptions All = new() { Isolate = Isolation.All };

    [Fact]
    public void Two_kinds_of_one_name_carry_their_kind()
    {
        ClusterStory story = ClusterStory.Cluster();
        story.Workload("shop/web", "app=web").Calls("shop/api", 80);
        story.Workload("shop/web", "StatefulSet", ["app=web-set"]).Calls("shop/api", 80);
        Assert.Equal(["api", "web-deployment", "web-statefulset"], Names(story));
        Assert.Equal(["f2p-api", "f2p-web-deployment", "f2p-web-statefulset"], story.Propose(All).Policies.Select(p => p.Policy.Name));
    }

    [Fact]
    public void A_workload_that_bears_such_a_name_keeps_it()
    {
        ClusterStory story = ClusterStory.Cluster();
        story.Workload("shop/web", "app=web");
        story.Workload("shop/web", "StatefulSet", ["app=web-set"]);
        story.Workload("shop/web-deployment", "app=other");
        string[] names = Names(story);
        Assert.Contains("web-deployment", names);
        Assert.Equal(3, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/../../b")]
    [InlineData("a\\b")]
    [InlineData("con")]
    [InlineData("nul.txt")]
    [InlineData("lpt1")]
    [InlineData("Web")]
    [InlineData("web.")]
    [InlineData("-web")]
    [InlineData("web\n")]
    [InlineData("web\u202e")]
    [InlineData("\u0000")]
    [InlineData("~")]
    [InlineData("we b")]
    [InlineData("a..b")]
    public void Names_that_a_file_system_or_Kubernetes_would_not_take_are_replaced(string name)
    {
        ClusterStory story = ClusterStory.Cluster();
        story.Workload("shop/" + name, "app=x");
        string safe = Assert.Single(Names(story));
        Assert.Matches("^[a-z0-9]([a-z0-9-]*[a-z0-9])?-[0-9a-f]{8}$", safe);
    }

    [Fact]
    public void Overlong_names_are_cut_and_stay_apart()
    {
        ClusterStory story = ClusterStory.Cluster();
        story.Workload("shop/" + new string('a', 250) + "x", "app=x");
        story.Workload("shop/" + new string('a', 250) + "y", "app=y");
        string[] names = Names(story);
        Assert.Equal(2, names.Distinct().Count());
        Assert.All(names, name => Assert.True(name.Length <= 220));
        Assert.All(story.Propose(new ProposalOptions { Isolate = Isolation.All, NamePrefix = new string('p', 100) }).Policies, p => Assert.True(p.Policy.Name.Length <= 253));
    }

    [Fact]
    public void Different_odd_names_never_share_a_file()
    {
        ClusterStory story = ClusterStory.Cluster();
        foreach (string name in new[] { "web", "Web", "WEB", "we/b", "we\\b", "we:b", "we b", "we-b", "we_b", "we\tb" })
        {
            story.Workload("shop/" + name, "app=x" + (name.GetHashCode(StringComparison.Ordinal) & 0xFFFFFF));
        }

        string[] names = Names(story);
        Assert.Equal(10, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains("web", names);
        Assert.Contains("we-b", names);
    }

    [Fact]
    public void A_name_with_dots_is_kept() => Assert.Equal(["my.app-1"], Names(Story("shop/my.app-1")));

    [Fact]
    public void Hostile_names_stay_on_one_line_of_a_comment_and_quoted_in_the_text()
    {
        ClusterStory story = ClusterStory.Cluster().Workload("shop/web", "app=web").Calls("shop/evil\nspec: {}\u0085# x", 80).Story;
        story.Workload("shop/evil\nspec: {}\u0085# x", "app=evil");
        string yaml = story.Propose(All).Yaml();
        Assert.DoesNotContain("\nspec: {}", yaml, StringComparison.Ordinal);
        Assert.All(yaml, c => Assert.True(c is '\n' or (>= ' ' and <= '~')));
    }

    private static ClusterStory Story(string name)
    {
        ClusterStory story = ClusterStory.Cluster();
        story.Workload(name, "app=x");
        return story;
    }

    private static string[] Names(ClusterStory story) => [.. story.Propose(All).Policies.Select(p => p.BaseName)];
}
