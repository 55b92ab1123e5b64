using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FlowToPolicy.Graph;
using FlowToPolicy.Review;
using FlowToPolicy.Review.Findings;
using FlowToPolicy.Synthesis;

namespace FlowToPolicy.Benchmarks.Proposing;

/// <summary>One short text for all that a run found out, so that two runs can be compared.</summary>
internal static class ResultDigest
{
    private const int Digits = 12;

    /// <summary>Takes in the lock file, which holds the digests of the graph and of each file.</summary>
    public static string Of(string lockText, Proposal proposal, ProofResult proof, IReadOnlyList<Finding> findings)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add($"{lockText}");
        Add($"{proof.Connections} {proof.Edges} {proof.UnlistedAddresses} {proof.DeniedAttempts} {proof.UnusedAdmitted} {proof.DerivedAdmitted} {proof.StoppedConnections}");
        foreach (IReadOnlyList<ProofFinding> list in (IReadOnlyList<ProofFinding>[])[proof.Failures, proof.DeniedAdmitted, proof.DeniedInseparable, proof.DeniedLeftOpen])
        {
            Add($"{list.Count}");
            foreach (ProofFinding one in list)
            {
                Add($"{EdgeText.Describe(one.Edge)} {one.Address} {one.ClientLabels} {one.ServerLabels} {one.Side} {one.Reason}");
            }
        }

        foreach (Edge edge in proof.NotProvable.Concat(proposal.Uncovered).Concat(proposal.Admitted))
        {
            Add($"{edge.Client.Name}>{edge.Server.Name}{edge.Protocol}{edge.Port}");
        }

        foreach (Remark remark in proposal.Remarks)
        {
            Add($"{remark.Kind} {remark.Subject} {remark.Peer} {remark.Port} {remark.Count} {remark.Text}");
        }

        foreach (Finding finding in findings)
        {
            Add($"{finding.Name} {finding.Severity} {finding.Count} {finding.What}");
            Add($"{string.Join(" ", finding.Examples)}");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];

        void Add(FormattableString text) => hash.AppendData(Encoding.UTF8.GetBytes(text.ToString(CultureInfo.InvariantCulture)));
    }
}
