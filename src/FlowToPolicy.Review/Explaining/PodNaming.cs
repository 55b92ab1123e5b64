namespace FlowToPolicy.Review.Explaining;

/// <summary>How controllers name pods: the workload, then what makes the name unique.</summary>
internal static class PodNaming
{
    /// <summary>Whether a pod's name is a workload's with a hash, a suffix or a number (or two of them) behind it.</summary>
    public static bool IsPodOf(string pod, string workload)
    {
        if (!pod.StartsWith(workload + "-", StringComparison.Ordinal))
        {
            return false;
        }

        string[] rest = pod[(workload.Length + 1)..].Split('-');
        return rest.Length <= 2 && Array.TrueForAll(rest, part => part.Length is > 0 and <= 10 && part.All(char.IsAsciiLetterOrDigit)) && (rest.Length == 2 || IsSuffix(rest[0]));
    }

    // A set's number, or the five letters and digits that Kubernetes appends.
    private static bool IsSuffix(string part) => part.All(char.IsAsciiDigit) || part.Length == 5;
}
