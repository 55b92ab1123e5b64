using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.Output;
using FlowToPolicy.Cli.Terminals;
using FlowToPolicy.Graph;
using FlowToPolicy.Review;
using FlowToPolicy.Review.Diffing;
using FlowToPolicy.Review.Findings;
using FlowToPolicy.Review.Verification;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Cli.Commands;

/// <summary>The main road, shared by the commands that end in a proposal: read, fold, synthesise, prove, write.</summary>
internal static class ProposalRun
{
    /// <summary>Walks the road.</summary>
    public static async Task<Outcome> ExecuteAsync(Host host, IFlowInput input, RunSettings settings)
    {
        var stages = new Stages(host, settings.General.Verbose);
        (GraphBuilder flows, InputAccount account) = await stages.RunAsync("read", () => FlowReading.ReadAsync(host, input, settings.General)).ConfigureAwait(false);
        CommunicationGraph graph = stages.Run("fold", () => GraphChecks.Knows(GraphChecks.Usable(flows.BuildLast(), settings.General), settings.Options.Namespaces));
        Proposal proposal = stages.Run("synthesise", () => SubjectSelection.Narrow(ProposalBuilder.Build(graph, settings.Options), settings.Pods));
        ProofResult proof = stages.Run("prove", () => Proven(ReplayProof.Prove(graph, proposal, settings.Options)));
        BaselineOutcome? baseline = settings.Existing is { } existing ? stages.Run("compare", () => Compare(graph, proposal, existing, settings)) : null;
        Outcome described = Describe(graph, proposal, proof, settings) with { Baseline = baseline, Account = account };
        Outcome outcome = stages.Run("write", () => Write(host, settings, described));
        Accounts.Tell(host.Terminal, graph, settings.General);
        return outcome;
    }

    private static BaselineOutcome Compare(CommunicationGraph graph, Proposal proposal, GivenPolicies existing, RunSettings settings)
    {
        VerificationOptions options = VerificationOptions.For(graph);
        options = options with { Evaluation = existing.Sharpen(options.Evaluation), AuthenticationWorks = settings.AuthenticationWorks };
        return new BaselineOutcome(
            existing.Source, Baseline.Compare(graph, existing.Set, [.. proposal.Policies.Select(policy => policy.Policy)], settings.Options.Namespaces, options));
    }

    private static Outcome Describe(CommunicationGraph graph, Proposal proposal, ProofResult proof, RunSettings settings) => new()
    {
        Graph = graph,
        Options = settings.Options,
        Proposal = proposal,
        Proof = proof,
        Verbose = settings.General.Verbose,
        Findings = FindingCatalogue.Examine(new Analysis(graph, proposal)),
    };

    /// <summary>The proof; fails as our own fault when it does not hold.</summary>
    internal static ProofResult Proven(ProofResult proof) => proof.Holds ? proof : throw new CommandFailure(
        ExitCode.OwnFault,
        "the proposal fails its own proof, so nothing was written. This is a bug of flow2policy: please report it with these connections.",
        null,
        ProofText.Objections(proof));

    private static Outcome Write(Host host, RunSettings settings, Outcome outcome)
    {
        Outcome written = settings.Directory is null ? outcome : DirectoryRun.Write(host, settings.Directory, outcome);
        settings.Writer.Write(written, settings.General.Quiet ? host.Terminal with { Error = TextWriter.Null } : host.Terminal);
        host.Terminal.Out.Flush();
        return written;
    }
}
