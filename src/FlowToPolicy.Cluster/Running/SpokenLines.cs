using System.Text;

namespace FlowToPolicy.Cluster.Running;

/// <summary>What a program says on standard error, as far as it is kept.</summary>
internal sealed class SpokenLines
{
    private const int MaxKept = 64 << 10;
    private const int MaxLines = 6;
    private const int MaxLine = 500;

    private readonly StringBuilder _text = new();

    /// <summary>Listens to the end, so that the program never waits for a reader.</summary>
    public async Task ListenAsync(StreamReader source)
    {
        char[] buffer = new char[4096];
        int read;
        while ((read = await source.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            lock (_text)
            {
                _text.Append(buffer, 0, Math.Min(read, MaxKept - _text.Length));
            }
        }
    }

    /// <summary>
    /// The first lines that mean something: without warnings, and without the log lines (<c>E1121 19:14:19.4 memcache.go:265] ...</c>)
    /// that kubectl writes before it says what is wrong.
    /// </summary>
    public IReadOnlyList<string> Lines()
    {
        string text;
        lock (_text)
        {
            text = _text.ToString();
        }

        string[] lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string[] plain = [.. lines.Where(l => !IsLog(l) && !l.StartsWith("Warning:", StringComparison.Ordinal))];
        return [.. (plain.Length > 0 ? plain : lines).Take(MaxLines).Select(l => l.Length <= MaxLine ? l : l[..MaxLine] + "...")];
    }

    private static bool IsLog(string line) =>
        line.Length > 5 && line[0] is 'E' or 'W' or 'I' or 'F' && line.AsSpan(1, 4).IndexOfAnyExceptInRange('0', '9') < 0 && line[5] == ' ';
}
