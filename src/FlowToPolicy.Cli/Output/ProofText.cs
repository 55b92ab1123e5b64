using FlowToPolicy.Review;
using FlowToPolicy.Review.Findings;

namespace FlowToPolicy.Cli.Output;

/// <summary>The proof in words.</summary>
internal static class ProofText
{
    private const int MaxNamed = 20;

    /// <summary>What was proven, and what was not.</summary>
    /// <param name="proof">What the replay showed.</param>
    /// <param name="alsoDenied">How many admitted edges were denied at times.</param>
    public static IEnumerable<string> Lines(ProofResult proof, int alsoDenied)
    {
        yield return $"{Words.Count(proof.Connections, "connection")} on {Words.Count(proof.Edges, "edge")}, all admitted;";
        yield return proof.DeniedAttempts > 0 ? $"{Words.Count(proof.DeniedAttempts, "denied attempt")}, {Denied(proof)};"
            : alsoDenied > 0 ? "no attempts that were always denied in the window;"
            : "no denied attempts in the window;";
        if (alsoDenied > 0)
        {
            yield return $"{Words.Count(alsoDenied, "edge that is admitted was", "edges that are admitted were")} also denied at times, or met a deny rule (see the findings of analyze);";
        }

        yield return $"{Words.Count(proof.UnusedAdmitted, "combination")} of observed ends and proposed ports that nobody used {(proof.UnusedAdmitted == 1 ? "is" : "are")} admitted{Twins(proof)}.";
        if (proof.UnlistedAddresses > 0)
        {
            yield return $"About {Words.Count(proof.UnlistedAddresses, "address", "addresses")} outside the cluster beyond those listed could not be replayed one by one.";
        }

        if (proof.NotProvable.Count > 0)
        {
            yield return $"{Words.Count(proof.NotProvable.Count, "edge")} could not be replayed, because an end, port or protocol is not known.";
        }

        if (proof.StoppedUncovered.Count > 0)
        {
            yield return $"{Words.Count(proof.StoppedUncovered.Count, "of these edges is", "of these edges are")} stopped by a closed direction: {Words.Count(proof.StoppedConnections, "connection")} seen, and no rule can name them.";
        }

        yield return "This proves these policies alone: what other policies in the cluster allow or deny adds to it.";
    }

    /// <summary>The connections that the proof objects to, named.</summary>
    public static IReadOnlyList<string> Objections(ProofResult proof)
    {
        string[] all =
        [
            .. proof.Failures.Select(f => $"not admitted: {Describe(f)}"),
            .. proof.DeniedAdmitted.Select(f => $"denied, but admitted: {Describe(f)}"),
        ];
        return all.Length <= MaxNamed ? all : [.. all.Take(MaxNamed), $"and {all.Length - MaxNamed} more"];
    }

    private static string Describe(ProofFinding finding)
    {
        string address = finding.Address.IsNone ? "" : $" ({finding.Address})";
        return $"{EdgeText.Describe(finding.Edge)}{address}: {finding.Reason}";
    }

    private static string Twins(ProofResult proof) => proof.DerivedAdmitted == 0
        ? ""
        : $", and {Words.Number(proof.DerivedAdmitted)} for the TCP or UDP twin of a DNS port in use";

    private static string Denied(ProofResult proof)
    {
        string words = "none admitted";
        if (proof.DeniedInseparable.Count > 0)
        {
            words += $" but for those on {Edges(proof.DeniedInseparable)} with an end that cannot be told from an admitted one";
        }

        return proof.DeniedLeftOpen.Count == 0
            ? words
            : $"{words}; those on {Edges(proof.DeniedLeftOpen)} are between ends that no policy here closes";
    }

    private static string Edges(IEnumerable<ProofFinding> findings) => Words.Count(findings.Select(f => f.Edge).Distinct().Count(), "edge");
}
