using System.Buffers;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Synthesis.Selectors;

/// <summary>Which labels may stand in a selector, and in which order of meaning they are preferred.</summary>
public static class SelectorKeys
{
    /// <summary>Keys that name what a pod is, most telling first. A pod without any of them is nameless.</summary>
    public static IReadOnlyList<string> Naming { get; } =
        ["app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/component", "app", "k8s-app"];

    /// <summary>The rank of the service account: after everything else.</summary>
    public const int ServiceAccountRank = 6;

    private const int OtherRank = 5;

    // What Cilium drops from identities by default (pkg/labelsfilter), and what its engine misreads on pods (host, init, ingress: issues 48027, 40791).
    private static readonly string[] NeverPrefixes =
    [
        "io.kubernetes", "kubernetes.io", "k8s.io", "io.cilium.", "statefulset.kubernetes.io/", "apps.kubernetes.io/", "batch.kubernetes.io/",
        "topology.", "failure-domain.", "node.kubernetes.io/", "annotation", "etcd_node", "pod-template-generation", "pod-template-hash",
        "controller-revision-hash", "controller-uid",
    ];

    private static readonly HashSet<string> NeverKeys = new(StringComparer.Ordinal) { "host", "init", "ingress", "heritage" };

    // Names (behind the slash) of labels that change with every release, pod or job.
    private static readonly HashSet<string> ChurningNames = new(StringComparer.Ordinal)
    {
        "version", "chart", "managed-by", "hash", "uid", "revision", "rev", "generation", "pod-name", "pod-index", "pod-ip", "job-name",
        "job-completion-index", "commit", "git-commit", "git-sha", "sha", "build", "build-id", "build-number", "image-tag", "timestamp",
    };

    private static readonly string[] ChurningEndings = ["-version", "-hash", "-uid", "-revision", "-generation"];

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    private static readonly SearchValues<char> PrefixCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    /// <summary>The place of <paramref name="key"/> in the order of meaning; equal ranks are ordered by name.</summary>
    public static int Rank(string key)
    {
        if (key == LabelKeys.ServiceAccount)
        {
            return ServiceAccountRank;
        }

        for (int i = 0; i < Naming.Count; i++)
        {
            if (Naming[i] == key)
            {
                return i;
            }
        }

        return OtherRank;
    }

    /// <summary>Whether the label may stand in a selector (the service account too, as the last resort).</summary>
    public static bool IsUsable(Label label) =>
        label.Source == Label.Kubernetes
        && IsValidValue(label.Value)
        && (label.Key == LabelKeys.ServiceAccount ? label.Value.Length > 0 : IsUsableKey(label.Key));

    /// <summary>Whether the text is a value that the API server takes for a label.</summary>
    public static bool IsValidValue(string value) => value.Length == 0 || IsName(value);

    /// <summary>Whether the text is a name that the API server takes for a namespace (RFC 1123 label).</summary>
    public static bool IsNamespace(string text) =>
        text.Length is > 0 and <= 63 && !text.Contains('.', StringComparison.Ordinal) && IsLowerName(text);

    private static bool IsUsableKey(string key) => IsValidKey(key) && !NeverKeys.Contains(key) && !IsDropped(key) && !IsChurning(key);

    private static bool IsDropped(string key)
    {
        foreach (string prefix in NeverPrefixes)
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return key.Contains("beta.kubernetes.io", StringComparison.Ordinal);
    }

    private static bool IsChurning(string key)
    {
        string name = key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];
        if (ChurningNames.Contains(name))
        {
            return true;
        }

        foreach (string ending in ChurningEndings)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // Cilium checks a key behind its own source prefix of four characters (pkg/policy/api/selector.go).
    private static bool IsValidKey(string key)
    {
        int slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? key.Length <= 59 && IsName(key)
            : slash is > 0 and <= 240 && IsLowerName(key[..slash]) && IsName(key[(slash + 1)..]);
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= 63 && !text.AsSpan().ContainsAnyExcept(NameCharacters)
        && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1]);

    private static bool IsLowerName(string text) =>
        text.Length > 0 && !text.AsSpan().ContainsAnyExcept(PrefixCharacters)
        && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1]);
}
