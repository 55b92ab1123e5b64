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
        ReadOnlySpan<char> stem = StemOf(name, out PodNameShape shape);
        return new PodName(stem.Length == name.Length ? name : stem.ToString(), shape);
    }

    /// <summary>Whether <see cref="Parse"/> would give this for a name; allocates nothing.</summary>
    public bool IsOf(string name) => StemOf(name, out PodNameShape shape).SequenceEqual(Stem) && shape == Shape;

    private static ReadOnlySpan<char> StemOf(ReadOnlySpan<char> name, out PodNameShape shape)
    {
        int dash = name.LastIndexOf('-');
        if (dash <= 0)
        {
            shape = name.IsEmpty ? PodNameShape.None : PodNameShape.Bare;
            return name;
        }

        ReadOnlySpan<char> last = name[(dash + 1)..];
        if (last.Length == SuffixLength && IsGenerated(last))
        {
            return StemBefore(name[..dash], out shape);
        }

        shape = last.Length is > 0 and <= 10 && IsDigits(last) ? PodNameShape.Ordinal : PodNameShape.Bare;
        return shape == PodNameShape.Ordinal ? name[..dash] : name;
    }

    /// <summary>The stem of what stands before the five generated characters.</summary>
    private static ReadOnlySpan<char> StemBefore(ReadOnlySpan<char> controller, out PodNameShape shape)
    {
        int dash = controller.LastIndexOf('-');
        ReadOnlySpan<char> middle = controller[(dash + 1)..];
        shape = dash <= 0 ? PodNameShape.Generated
            : middle.Length is 8 or 9 or 10 && IsDigits(middle) && middle[0] is '1' or '2' or '3' ? PodNameShape.CronJob
            : middle.Length is >= 6 and <= 10 && IsGenerated(middle) && middle.ContainsAnyInRange('0', '9') ? PodNameShape.ReplicaSet
            : PodNameShape.Generated;
        return shape == PodNameShape.Generated ? controller : controller[..dash];
    }

    private static bool IsGenerated(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(SafeAlphabet);

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
