using Xunit.Abstractions;

namespace FlowToPolicy.Tests.Policies.Mutation;

public sealed class MutatedPoliciesTests(ITestOutputHelper output)
{
    private const int Texts = 1_500;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Broken_policies_are_read_validated_written_and_judged_without_an_exception(int seed)
    {
        IReadOnlyList<string> originals = MutatedPolicies.Originals();
        var mutated = new MutatedPolicies(seed);
        for (int i = 0; i < Texts; i++)
        {
            mutated.Try(originals);
        }

        output.WriteLine($"{Texts} texts, {mutated.Policies} policies left in them");
        Assert.InRange(mutated.Policies, Texts / 4, Texts * 2);
    }
}
