using System.Text;
using FlowToPolicy.Tests;

namespace FlowToPolicy.EndToEnd;

/// <summary>
/// Whole outputs kept as files. With <c>F2P_UPDATE_GOLDEN=1</c> a differing file is rewritten, and the test fails all the same, so
/// that nobody rewrites one without knowing.
/// </summary>
internal static class Golden
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "FlowToPolicy.EndToEnd", "golden");

    /// <summary>Compares an output with the file of that name.</summary>
    public static void Check(string name, string actual)
    {
        string path = Path.Combine(Folder, name);
        string? expected = File.Exists(path) ? File.ReadAllText(path) : null;
        if (expected == actual)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("F2P_UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual, new UTF8Encoding(false));
            Assert.Fail($"golden/{name} was rewritten; look at the difference, then run again without F2P_UPDATE_GOLDEN.");
        }

        Assert.Fail($"golden/{name} {(expected is null ? "is missing" : "differs at line " + FirstDifference(expected, actual))}; F2P_UPDATE_GOLDEN=1 rewrites it. The output was:\n{actual}");
    }

    private static int FirstDifference(string expected, string actual)
    {
        string[] left = expected.Split('\n'), right = actual.Split('\n');
        int line = 0;
        while (line < left.Length && line < right.Length && left[line] == right[line])
        {
            line++;
        }

        return line + 1;
    }
}
