using FlowToPolicy.Cli;
using FlowToPolicy.Cli.Commands;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Review;

namespace FlowToPolicy.Tests.Cli.Commands;

public class ProvenTests
{
    private static readonly Edge Edge = SampleGraph.Edge(SampleGraph.Workload("shop", "web"), SampleGraph.Workload("shop", "api"), 8080);

    [Fact]
    public void A_proposal_that_fails_its_proof_is_our_own_fault_and_names_the_connections()
    {
        CommandFailure failure = Assert.Throws<CommandFailure>(() => ProposalRun.Proven(Proof(failures: 1)));
        Assert.Equal(ExitCode.OwnFault, failure.Code);
        Assert.Contains("nothing was written", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["not admitted: shop/web -> shop/api TCP/8080: no rule"], failure.Details);
    }

    [Fact]
    public void A_denied_attempt_that_is_admitted_fails_it_too_and_the_list_is_bounded()
    {
        CommandFailure failure = Assert.Throws<CommandFailure>(() => ProposalRun.Proven(Proof(denied: 50)));
        Assert.Equal(21, failure.Details.Count);
        Assert.Equal("and 30 more", failure.Details[^1]);
    }

    [Fact]
    public void A_proof_that_holds_goes_on() => Assert.True(ProposalRun.Proven(Proof()).Holds);

    [Fact]
    public async Task The_connections_are_printed_below_the_line_and_the_exit_code_is_4()
    {
        using var host = new TestHost();
        int code = await Failures.CatchAsync(host.Host, verbose: false, () => throw Assert.Throws<CommandFailure>(() => ProposalRun.Proven(Proof(failures: 1))));
        Assert.Equal(ExitCode.OwnFault, code);
        Assert.Equal(2, host.Error.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Any_other_exception_is_our_own_fault_in_one_line_and_verbose_adds_the_rest()
    {
        using var brief = new TestHost();
        Assert.Equal(ExitCode.OwnFault, await Failures.CatchAsync(brief.Host, verbose: false, () => throw new InvalidOperationException("odd \u001b[31m")));
        Assert.Equal(1, brief.Error.Count(c => c == '\n'));
        Assert.Contains("odd \\u001b[31m", brief.Error, StringComparison.Ordinal);
        using var full = new TestHost();
        await Failures.CatchAsync(full.Host, verbose: true, () => throw new InvalidOperationException("odd"));
        Assert.Contains("   at ", full.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Breaking_off_is_130()
    {
        using var host = new TestHost();
        host.Interruption.Signal();
        host.Interruption.Signal();
        Assert.Equal(ExitCode.BrokenOff, await CommandLine.RunAsync(["graph", Repository.Fixture("small", "flows.jsonl.gz")], host.Host));
        Assert.Equal("", host.Out);
    }

    private static ProofResult Proof(int failures = 0, int denied = 0) => new()
    {
        Connections = 7,
        Edges = 1,
        Failures = Findings(failures),
        DeniedAttempts = denied,
        DeniedAdmitted = Findings(denied),
        DeniedInseparable = [],
        DeniedLeftOpen = [],
        UnusedAdmitted = 0,
        DerivedAdmitted = 0,
        UnlistedAddresses = 0,
        NotProvable = [],
    };

    private static ProofFinding[] Findings(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new ProofFinding { Edge = Edge, ClientLabels = LabelSet.Empty, ServerLabels = LabelSet.Empty, Reason = "no rule" })];
}
