using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Model;
using static FlowToPolicy.Tests.Policies.Evaluation.PolicyText;

namespace FlowToPolicy.Tests.Policies.Evaluation;

public sealed class SelectorsTests
{
    // policy-semantics: the table of matchPattern; 1.18 | 1.19.
    [Theory]
    [InlineData("*", "a.b.c", true, true)]
    [InlineData("**", "a.example.com", false, true)]
    [InlineData("*.", "a.example.com", false, true)]
    [InlineData("*.example.com", "www.example.com", true, true)]
    [InlineData("*.example.com", "WWW.Example.COM.", true, true)]
    [InlineData("*.example.com", "example.com", false, false)]
    [InlineData("*.example.com", "a.www.example.com", false, false)]
    [InlineData("**.example.com", "www.example.com", true, true)]
    [InlineData("**.example.com", "a.www.example.com", false, true)]
    [InlineData("**.example.com", "example.com", false, false)]
    [InlineData("*example.com", "example.com", true, true)]
    [InlineData("*example.com", "notexample.com", true, true)]
    [InlineData("*example.com", "www.example.com", false, false)]
    [InlineData("sub*.example.com", "sub.example.com", true, true)]
    [InlineData("sub*.example.com", "subx.example.com", true, true)]
    [InlineData("sub*.example.com", "a.sub.example.com", false, false)]
    [InlineData("*.*.example.com", "a.b.example.com", true, true)]
    [InlineData("*.*.example.com", "b.example.com", false, false)]
    [InlineData("a.**.example.com", "a.b.example.com", true, true)]
    [InlineData("a.**.example.com", "a.b.c.example.com", false, false)]
    public void A_pattern_matches_names_as_its_version_says(string pattern, string name, bool in118, bool in119)
    {
        Policy policy = AboutWeb($"egress: [{{toFQDNs: [{{matchPattern: '{pattern}'}}]}}]");
        bool Admits(string version) => new PolicyEvaluator([policy], new EvaluationOptions { Version = FlowToPolicy.Policies.CiliumVersion.Parse(version) })
            .Judge(PolicyDirection.Egress, Web, World("203.0.113.10", name), Protocol.Tcp, 443).Admits;

        Assert.Equal(in118, Admits("1.18"));
        Assert.Equal(in119, Admits("1.19"));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void Prefixes_with_exceptions_hold_the_addresses_that_a_plain_comparison_finds(int seed)
    {
        var random = new Random(seed);
        uint Bits() => (10u << 24) | ((uint)random.Next(0, 4) << 6) | (uint)random.Next(0, 64);
        for (int round = 0; round < 200; round++)
        {
            (uint First, int Length, (uint First, int Length)[] Holes)[] sets = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ =>
            {
                int length = random.Next(24, 33);
                uint first = Masked(Bits(), length);
                return (first, length, Enumerable.Range(0, random.Next(0, 3)).Select(_ =>
                {
                    int inner = random.Next(length, 33);
                    return (Masked(first | (Bits() & ~Mask(length)), inner), inner);
                }).ToArray());
            })];
            var item = new DirectionItem
            {
                CidrSets = [.. sets.Select(set => new CidrSetItem
                {
                    Cidr = $"{Address.V4(set.First)}/{set.Length}",
                    Except = [.. set.Holes.Select(hole => $"{Address.V4(hole.First)}/{hole.Length}")],
                })],
            };
            Policy policy = AboutWeb("egress: [{}]") with { Rules = [new Rule { EndpointSelector = new LabelSelector(), Egress = [item] }] };
            var evaluator = new PolicyEvaluator([policy]);
            for (int i = 0; i < 50; i++)
            {
                uint address = Bits();
                bool expected = Array.Exists(sets, set => Masked(address, set.Length) == set.First && !Array.Exists(set.Holes, hole => Masked(address, hole.Length) == hole.First));
                Assert.Equal(expected, evaluator.Judge(PolicyDirection.Egress, Web, World(Address.V4(address).ToString(), []), Protocol.Tcp, 1).Admits);
            }
        }
    }

    private static uint Mask(int length) => length == 0 ? 0 : uint.MaxValue << (32 - length);

    private static uint Masked(uint address, int length) => address & Mask(length);
}
