using FlowToPolicy.Graph;
using FlowToPolicy.Identities;
using FlowToPolicy.Review;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Tests.Review.ExpectedLogs;

/// <summary>
/// The promise of the tool on recorded logs whose truth was worked out by another program: what was needed is admitted, what was denied
/// is not, and nothing else between the ends of the log is.
/// </summary>
public class ExpectedLogTests
{
    public static TheoryData<string, Isolation> Logs { get; } = new()
    {
        { "small", Isolation.Seen }, { "small", Isolation.All },
        { "two-weeks", Isolation.Seen }, { "two-weeks", Isolation.All },
        { "dual-stack", Isolation.Seen }, { "dual-stack", Isolation.All },
        { "per-node", Isolation.Seen }, { "per-node", Isolation.All },
    };

    [Theory]
    [MemberData(nameof(Logs))]
    public void Every_needed_connection_is_admitted_at_each_of_its_addresses(string log, Isolation isolation)
    {
        (ProposalJudge judge, _, IReadOnlyList<ExpectedRow> rows) = Propose(log, isolation);
        var denied = new List<string>();
        foreach (ExpectedRow row in rows.Where(r => r.MustBeAdmitted))
        {
            foreach (Address address in row.Addresses.DefaultIfEmpty())
            {
                if (!judge.Admits(row.From, row.To, row.Protocol, row.Port, address, row.Names))
                {
                    denied.Add($"{row} {address}");
                }
            }
        }

        Assert.Empty(denied);
    }

    [Theory]
    [InlineData("small")]
    [InlineData("two-weeks")]
    [InlineData("dual-stack")]
    [InlineData("per-node")]
    public void With_both_directions_closed_no_denied_connection_is_admitted(string log)
    {
        (ProposalJudge judge, _, IReadOnlyList<ExpectedRow> rows) = Propose(log, Isolation.All);
        var admitted = new List<string>();
        foreach (ExpectedRow row in rows.Where(r => r.MustNotBeAdmitted))
        {
            foreach (Address address in row.Addresses.DefaultIfEmpty())
            {
                if (judge.Admits(row.From, row.To, row.Protocol, row.Port, address, row.Names))
                {
                    admitted.Add($"{row} {address}");
                }
            }
        }

        Assert.Empty(admitted);
    }

    [Theory]
    [InlineData("small")]
    [InlineData("two-weeks")]
    [InlineData("dual-stack")]
    [InlineData("per-node")]
    public void With_both_directions_closed_no_other_pair_and_port_of_the_log_is_admitted(string log)
    {
        (ProposalJudge judge, LogFacts facts, IReadOnlyList<ExpectedRow> rows) = Propose(log, Isolation.All);
        HashSet<(string, string, Protocol, ushort)> used = [.. rows.Where(r => !r.MustNotBeAdmitted).Select(r => (r.From, r.To, r.Protocol, r.Port))];
        used.UnionWith(RecordedLog.Fold(log).Edges.Where(RecordedLog.OnlyRepliesShow)
            .SelectMany(e => e.ServerLabels.Select(l => (e.Client.Name, l.ToString(), e.Protocol, e.Port))));
        string[] ends = [.. facts.Workloads.Keys, .. facts.ReservedEnds];
        var excess = new List<string>();
        int asked = 0;
        foreach (string from in ends)
        {
            foreach (string to in ends)
            {
                if (IsNoSubject(from) && IsNoSubject(to))
                {
                    continue;
                }

                foreach ((Protocol protocol, ushort port) in facts.Ports.Where(p => !IsUsed(used, from, to, p.Protocol, p.Port)))
                {
                    asked++;
                    foreach (Address address in SomeAddresses(from, to))
                    {
                        if (judge.Admits(from, to, protocol, port, address))
                        {
                            excess.Add($"{from} -> {to} {protocol}/{port} {address}");
                        }
                    }
                }
            }
        }

        Assert.Empty(excess);
        Assert.True(asked > 1000, $"only {asked} pairs were asked");
    }

    [Theory]
    [MemberData(nameof(Logs))]
    public void The_proof_holds(string log, Isolation isolation)
    {
        CommunicationGraph graph = RecordedLog.Fold(log);
        var options = new ProposalOptions { Isolate = isolation, IncludeSystem = true };
        ProofResult proof = ReplayProof.Prove(graph, ProposalBuilder.Build(graph, options), options);
        Assert.True(proof.Holds, string.Join('\n', proof.Failures.Concat(proof.DeniedAdmitted).Select(f => f.Reason)));
        Assert.True(proof.Connections > 0);
    }

    private static bool IsNoSubject(string end) => end.StartsWith("reserved:", StringComparison.Ordinal);

    /// <summary>Whether the connection occurs in the log, or is what the expectations do not count.</summary>
    private static bool IsUsed(HashSet<(string, string, Protocol, ushort)> used, string from, string to, Protocol protocol, ushort port)
    {
        bool localHost = from.Contains("reserved:host", StringComparison.Ordinal);
        bool dnsTwin = port == 53 && protocol == Protocol.Tcp && used.Contains((from, to, Protocol.Udp, port));
        return localHost || dnsTwin || used.Contains((from, to, protocol, port)) || IsOneEntity(used, from, to, protocol, port);
    }

    /// <summary>One entity stands for several reserved identities: all other nodes with or without API server; the world of either family.</summary>
    private static bool IsOneEntity(HashSet<(string, string, Protocol, ushort)> used, string from, string to, Protocol protocol, ushort port) =>
        used.Any(u => u.Item3 == protocol && u.Item4 == port && Entity(u.Item1) == Entity(from) && Entity(u.Item2) == Entity(to));

    private static string Entity(string end) => end switch
    {
        "reserved:remote-node" or "reserved:kube-apiserver,reserved:remote-node" or "reserved:host,reserved:kube-apiserver" => "node",
        "reserved:world" or "reserved:world-ipv4" or "reserved:world-ipv6" => "world",
        _ => end,
    };

    private static Address[] SomeAddresses(string from, string to)
    {
        string reserved = IsNoSubject(from) ? from : to;
        return !reserved.Contains("world", StringComparison.Ordinal) ? [default]
            : reserved.Contains("ipv6", StringComparison.Ordinal) ? [Address.Parse("2001:db8:ffff::1")] : [Address.Parse("198.51.100.200")];
    }

    private static (ProposalJudge Judge, LogFacts Facts, IReadOnlyList<ExpectedRow> Rows) Propose(string log, Isolation isolation)
    {
        IReadOnlyList<ExpectedRow> rows = ExpectedRow.Read(Repository.Fixture(log, "expected.jsonl"));
        LogFacts facts = LogFacts.Read(Directory.GetFiles(Repository.Fixture(log), "*.gz"), rows);
        Proposal proposal = ProposalBuilder.Build(RecordedLog.Fold(log), new ProposalOptions { Isolate = isolation, IncludeSystem = true });
        return (new ProposalJudge([.. proposal.Policies.Select(p => p.Policy)], facts), facts, rows);
    }

}
