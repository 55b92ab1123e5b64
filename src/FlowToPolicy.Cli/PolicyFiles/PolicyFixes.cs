using System.Text;
using FlowToPolicy.Policies.Import;
using FlowToPolicy.Policies.Validation;

namespace FlowToPolicy.Cli.PolicyFiles;

/// <summary>Applies the safe fixes of findings to the files that they were found in.</summary>
internal static class PolicyFixes
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Mends the files; each is replaced as a whole, or not at all.</summary>
    /// <returns>How many places were mended, by file.</returns>
    public static IReadOnlyList<KeyValuePair<string, int>> Apply(IEnumerable<ValidationFinding> findings)
    {
        var mended = new List<KeyValuePair<string, int>>();
        foreach (IGrouping<string, ValidationFinding> file in findings.Where(f => f is { Edit: not null, SuppressedBecause: null }).GroupBy(f => f.Position.File))
        {
            if (file.Key == PolicyImport.StandardInput)
            {
                continue;
            }

            EditedText edited = TextEdits.Apply(Read(file.Key), file.Select(finding => finding.Edit!));
            if (edited.Applied.Count > 0)
            {
                // Through a link, so that the file behind it is mended and the link stays one.
                AtomicFile.Write(File.ResolveLinkTarget(file.Key, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(file.Key), edited.Text);
                mended.Add(new(file.Key, edited.Applied.Count));
            }
        }

        return mended;
    }

    private static string Read(string path)
    {
        try
        {
            return Utf8.GetString(File.ReadAllBytes(path));
        }
        catch (DecoderFallbackException exception)
        {
            throw new CommandFailure(ExitCode.Input, $"{path} is no UTF-8, so it was not changed; convert it first.", exception);
        }
    }
}
