using System.Text;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Policies.Import;

/// <summary>Reads policies from files, folders and standard input.</summary>
public static class PolicyImport
{
    /// <summary>The path that means standard input.</summary>
    public const string StandardInput = "-";

    // What is no UTF-8 becomes a character that no document may hold, so that the reader can say where it stands.
    private static readonly Encoding Text = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFF"));

    /// <summary>Reads all paths in the order given; positions carry the path as given, with what lies below it.</summary>
    /// <param name="paths">Files of any name; folders, of which every <c>.yaml</c>, <c>.yml</c> and <c>.json</c> below is read in ordinal order, hidden ones left out; <c>-</c>.</param>
    /// <param name="standardInput">Opens standard input.</param>
    /// <param name="version">The version of Cilium whose schema decides; the assumed one when null.</param>
    /// <exception cref="ImportException">A path is missing or cannot be read, or a folder holds no such file.</exception>
    public static ImportedPolicies Read(IEnumerable<string> paths, Func<Stream> standardInput, CiliumVersion? version = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(standardInput);
        var results = new List<PolicyReadResult>();
        foreach (string path in paths)
        {
            if (path == StandardInput)
            {
                using Stream input = standardInput();
                results.Add(Read(input, path, version));
                continue;
            }

            results.AddRange(PolicyFileList.Below(path).Select(file => ReadFile(file, version)));
        }

        return new ImportedPolicies(results);
    }

    private static PolicyReadResult ReadFile(string path, CiliumVersion? version)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return Read(file, path, version);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    private static PolicyReadResult Read(Stream input, string name, CiliumVersion? version)
    {
        using var reader = new StreamReader(input, Text, detectEncodingFromByteOrderMarks: true);
        return PolicyYamlReader.Read(reader, name, version);
    }
}
