using System.Text;

namespace FlowToPolicy.Cli.PolicyFiles;

/// <summary>Writes a file so that nobody ever sees half of it: under a temporary name in the same folder, then renamed.</summary>
internal static class AtomicFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Creates or replaces the file, and the folders above it.</summary>
    public static void Write(string path, string text) => Write(path, Utf8.GetBytes(text));

    /// <summary>Creates or replaces the file, and the folders above it.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.tmp");

        // What a broken run left behind, or a link that somebody laid there, is removed and not written through.
        File.Delete(temporary);
        using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
        {
            stream.Write(content);

            // Else a power cut soon after the rename could leave an empty file under the final name.
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
