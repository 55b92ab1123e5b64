namespace FlowToPolicy.Tests.Policies.Yaml;

/// <summary>Strings that have broken YAML writers, and random mixtures of their parts.</summary>
internal static class HostileText
{
    public static readonly string[] Known =
    [
        "", " ", "a", "on", "On", "OFF", "no", "yes", "y", "N", "true", "False", "null", "~", "NaN", ".nan", ".inf", "-.INF", "inf",
        "012", "0o14", "0x1f", "1e3", "1_000", "12:30", "12:30:45", "1.0", "-1", "+1", "2024-01-01", "2001-12-14t21:59:43.10-05:00", "<<", "=",
        "- a", "a: b", "a:", "a #b", "#a", "?", "? a", "!tag", "&anchor", "*alias", "|", ">", "%YAML", "@at", "`tick", "{", "}", "[", "]", ",",
        "{{ .Values.x }}", "'", "\"", "\\", "a\nb", "a\r\nb", "\t", "a\u0085b", "a\u2028b", "a\u2029b", "\u0000", "\u001b[31mred", "\u202Eevil",
        "\uFEFF", "é", "日本", "😀", "[red]", "=cmd()", "../../etc/passwd", "k8s:io.kubernetes.pod.namespace", "a:b", "a:", "a::b", "---", "...", "a\n---\nb",
    ];

    private static readonly string[] Parts =
    [
        ":", " ", "#", "-", "\n", "\r", "\"", "'", "\\", "{", "}", "[", "]", ",", "&", "*", "!", "|", ">", "%", "@", "`", "~", "?", "=", "<", "0", "1", "9",
        "e", "x", "o", "on", "no", "y", "true", ".", "_", "/", "a", "Z", "\t", "\u0085", "\u2028", "\u2029", "\u0000", "\u001b", "\u200F", "é", "日", "😀", "\uFEFF", "\u007f",
    ];

    /// <summary>The known strings, then as many random ones; the same for the same seed.</summary>
    public static IEnumerable<string> Strings(int seed, int count)
    {
        var random = new Random(seed);
        foreach (string text in Known)
        {
            yield return text;
        }

        for (int i = 0; i < count; i++)
        {
            yield return string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => Parts[random.Next(Parts.Length)]));
        }
    }
}
