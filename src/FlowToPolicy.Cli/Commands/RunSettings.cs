using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Flows;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Cli.Commands;

/// <summary>What a run that ends in a proposal needs to know, besides its input.</summary>
/// <param name="General">How much to say and to forgive.</param>
/// <param name="Options">What the proposal is to be like.</param>
/// <param name="Pods">The pods that alone get policies; none means all.</param>
/// <param name="Directory">Where to write it; null for nowhere.</param>
/// <param name="Writer">How to show the outcome.</param>
internal sealed record RunSettings(GeneralSettings General, ProposalOptions Options, IReadOnlyList<PodPattern> Pods, DirectorySettings? Directory, IOutcomeWriter Writer)
{
    /// <summary>The policies that exist already; null when none were given.</summary>
    public GivenPolicies? Existing { get; init; }

    /// <summary>Whether mutual authentication is set up in the cluster of the existing policies.</summary>
    public bool AuthenticationWorks { get; init; }
}
