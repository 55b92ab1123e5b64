using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Evaluation;

namespace FlowToPolicy.Tests.Policies.Naive;

/// <summary>Part 2.1: when is a direction enforced?</summary>
internal static class NaiveEnforcement
{
    public static bool IsEnforced(IReadOnlyList<NaiveSide> sides, NaiveIdentity subject, EvaluationOptions options)
    {
        // "host endpoint: only CCNP nodeSelector and only with host firewall on"; a pod label key host does the same (2.7, defects).
        if (subject.HasKey("host") && !options.HostFirewall)
        {
            return false;
        }

        return options.Enforcement switch
        {
            EnforcementMode.Never => false,
            EnforcementMode.Always => true,
            _ => subject.HasKey("init") || sides.Any(side => side.HasItems),
        };
    }

    /// <summary>"enableDefaultDeny.X false in all rules touching X: an invisible allow-all is added; deny items still bite." Since 1.16.</summary>
    public static bool IsOpenByDefault(IReadOnlyList<NaiveSide> sides, NaiveIdentity subject, EvaluationOptions options) =>
        options.Enforcement == EnforcementMode.Default
        && !subject.HasKey("init")
        && options.Version >= new CiliumVersion(1, 16)
        && sides.Where(side => side.HasItems).All(side => side.DefaultDeny == false);
}
