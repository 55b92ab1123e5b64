using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Tests.Policies.RandomSets;

/// <summary>Agents of all versions, with those options that the version has.</summary>
internal static class RandomOptions
{
    private const int Oldest = 14, Newest = 19;

    public static EvaluationOptions Of(Dice dice)
    {
        int minor = Oldest + dice.Below(Newest - Oldest + 1);
        return new EvaluationOptions
        {
            Version = new CiliumVersion(1, minor),
            PolicyDefaultLocalCluster = minor >= 18 ? dice.One<bool?>(null, true, false) : null,
            LocalCluster = "default",
            Enforcement = dice.Below(25) switch
            {
                0 => EnforcementMode.Always,
                1 => EnforcementMode.Never,
                _ => EnforcementMode.Default,
            },
            DualStack = minor >= 15 && dice.Chance(30),
            AllowLocalhost = !dice.Chance(15),
            HostFirewall = dice.Chance(40),
            NodeSelectorLabels = minor >= 16 && dice.Chance(30),
            CidrMatch = minor >= 15 && dice.Chance(15) ? CidrMatchMode.Nodes : CidrMatchMode.World,
            ClusterNamedPorts = [.. Enumerable.Range(0, dice.Below(3)).Select(_ => RandomEnds.Ports(dice))],
            Services = [],
        };
    }
}
