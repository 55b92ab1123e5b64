using System.Buffers;

namespace FlowToPolicy.Graph.Folding;

/// <summary>How a pod's name is put together, which tells what kind of controller made it.</summary>
public enum PodNameShape : byte
{
    /// <summary>No name is known.</summary>
    None,

    /// <summary>A name of its own.</summary>
    Bare,

    /// <summary><c>stem-&lt;template hash&gt;-xxxxx</c>: a ReplicaSet of a Deployment.</summary>
    ReplicaSet,

    /// <summary><c>stem-xxxxx</c>: a DaemonSet, a Job, or a ReplicaSet without a Deployment.</summary>
    Generated,

    /// <summary><c>stem-N</c>: a StatefulSet.</summary>
    Ordinal,

    /// <summary><c>stem-&lt;minutes&gt;-xxxxx</c>: a Job of a CronJob.</summary>
    CronJob,
}

/// <summary>What of a pod's name stays the same when the pod is replaced.</summary>
/// <param name="Stem">The name without what the controller generated.</param>
/// <param name="Shape">How the name was put together.</param>
public readonly record struct PodName(string Stem, PodNameShape Shape)
{
    private const int SuffixLength = 5;

    private static readonly SearchValues<char> SafeAlphabet = SearchValues.Create("bcdfghjklmnpqrstvwxz2456789");

    /// <summary>
    /// Takes a name apart. Generated parts use Kubernetes' safe alphabet without vowels (apimachinery's <c>rand.SafeEncodeString</c>),
    /// so that ordinary words are not mistaken for them.
    /// </summary>
    public static PodName Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0)
        {
            return new PodName("", PodNameShape.None);
        }

        int dash = name.LastIndexOf('-');
        if (dash <= 0)
        {
            return new PodName(name, PodNameShape.Bare);
        }

        ReadOnlySpan<char> last = name.AsSpan(dash + 1);
        if (last.Length == SuffixLength && IsGenerated(last))
        {
            return ParseController(name, dash);
        }

        return last.Length is > 0 and <= 10 && IsDigits(last)
            ? new PodName(name[..dash], PodNameShape.Ordinal)
            : new PodName(name, PodNameShape.Bare);
    }

    private static PodName ParseController(string name, int end)
    {
        int dash = name.LastIndexOf('-', end - 1);
        if (dash > 0)
        {
            ReadOnlySpan<char> middle = name.AsSpan(dash + 1, end - dash - 1);
            if (middle.Length is 8 or 9 or 10 && IsDigits(middle) && middle[0] is '1' or '2' or '3')
            {
                return new PodName(name[..dash], PodNameShape.CronJob);
            }

            if (middle.Length is >= 6 and <= 10 && IsGenerated(middle) && middle.ContainsAnyInRange('0', '9'))
            {
                return new PodName(name[..dash], PodNameShape.ReplicaSet);
            }
        }

        return new PodName(name[..end], PodNameShape.Generated);
    }

    private static bool IsGenerated(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(SafeAlphabet);

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
