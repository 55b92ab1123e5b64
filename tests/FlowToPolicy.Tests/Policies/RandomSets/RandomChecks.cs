using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace FlowToPolicy.Tests.Policies.RandomSets;

/// <summary>
/// Runs a property on generated cases and shows the smallest that breaks it. <c>F2P_CHECKS</c> sets how many connections are judged,
/// <c>F2P_SEED</c> where the cases begin; without them a run is the same every time.
/// </summary>
internal static class RandomChecks
{
    private const int UsualChecks = 20_000;
    private const ulong UsualSeed = 20_241;

    public static int Count => Environment.GetEnvironmentVariable("F2P_CHECKS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : UsualChecks;

    public static ulong Seed => Environment.GetEnvironmentVariable("F2P_SEED") is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : UsualSeed;

    /// <summary>The first case that breaks the property, made as small as it gets; null when there is none.</summary>
    public static RandomCase? Break(int cases, Func<int, RandomCase> make, Func<RandomCase, bool> holds)
    {
        RandomCase? broken = null;
        Arbitrary<RandomCase> arbitrary = Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(make), ShrinkCase.Of);
        Property property = Prop.ForAll(arbitrary, item =>
        {
            bool held = holds(item);
            broken = held ? broken : item;
            return held;
        });
        Config config = Config.Quick
            .WithMaxTest(cases)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed, 1), FSharpOption<int>.None)))
            .WithRunner(new Silent());
        Check.One(config, property);
        return broken;
    }

    /// <summary>The test itself says what broke.</summary>
    private sealed class Silent : IRunner
    {
        public void OnStartFixture(Type t)
        {
        }

        public void OnArguments(int ntest, Microsoft.FSharp.Collections.FSharpList<object> args, FSharpFunc<int, FSharpFunc<Microsoft.FSharp.Collections.FSharpList<object>, string>> every)
        {
        }

        public void OnShrink(Microsoft.FSharp.Collections.FSharpList<object> args, FSharpFunc<Microsoft.FSharp.Collections.FSharpList<object>, string> everyShrink)
        {
        }

        public void OnFinished(string name, TestResult result)
        {
        }
    }
}
