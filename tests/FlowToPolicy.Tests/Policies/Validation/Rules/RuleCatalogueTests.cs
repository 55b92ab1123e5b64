using System.Text.RegularExpressions;
using FlowToPolicy.Policies.Validation;

namespace FlowToPolicy.Tests.Policies.Validation.Rules;

public sealed class RuleCatalogueTests
{
    [Fact]
    public void Ids_are_unique_and_leave_no_gap_within_a_hundred()
    {
        int[] numbers = [.. RuleCatalogue.All.Select(rule => int.Parse(rule.Id["F2P".Length..], System.Globalization.CultureInfo.InvariantCulture))];

        Assert.Equal(numbers.Order().Distinct(), numbers);
        foreach (IGrouping<int, int> hundred in numbers.GroupBy(number => number / 100))
        {
            Assert.Equal(Enumerable.Range((hundred.Key * 100) + 1, hundred.Count()), hundred);
        }
    }

    [Fact]
    public void Every_rule_class_is_in_the_catalogue()
    {
        Type[] classes = [.. typeof(RuleCatalogue).Assembly.GetTypes().Where(type => !type.IsAbstract && IsRule(type))];

        Assert.Equal(classes.Length, RuleCatalogue.All.Count);
        Assert.Equal(classes.Length, RuleCatalogue.All.Select(rule => rule.Name).Distinct().Count());
    }

    [Fact]
    public void Every_rule_says_what_it_is_about_in_whole_sentences()
    {
        foreach (RuleInfo rule in RuleCatalogue.All)
        {
            Assert.Matches(new Regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$"), rule.Name);
            Assert.False(rule.Title.EndsWith('.'), rule.Id);
            Assert.True(rule.Why.EndsWith('.') && rule.Instead.EndsWith('.'), rule.Id);
            Assert.True(rule.Bad.EndsWith('\n') && rule.Good.EndsWith('\n') && rule.Bad != rule.Good, rule.Id);
        }
    }

    [Fact]
    public void A_rule_is_found_by_its_id()
    {
        Assert.All(RuleCatalogue.All, rule => Assert.Same(rule, RuleCatalogue.Find(rule.Id)));
        Assert.Null(RuleCatalogue.Find("F2P999"));
    }

    private static bool IsRule(Type type) => type.BaseType is { } parent && (parent.Name == "ValidationRule" || IsRule(parent));
}
