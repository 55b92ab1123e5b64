namespace FlowToPolicy.Policies.Evaluation.Patterns;

/// <summary>The flags of a part of a pattern. Greed (<c>U</c>) is read and does not count, because whole texts are matched.</summary>
/// <param name="FoldsCase"><c>i</c>.</param>
/// <param name="ManyLines"><c>m</c>.</param>
/// <param name="DotIsAll"><c>s</c>.</param>
internal readonly record struct PatternFlags(bool FoldsCase, bool ManyLines, bool DotIsAll)
{
    /// <summary>Takes <c>P&lt;name&gt;</c> or <c>&lt;name&gt;</c> from behind <c>(?</c>; null when no name stands there.</summary>
    public static string? TakeName(PatternText text)
    {
        if (!text.Take("P<") && !text.Take("<"))
        {
            return null;
        }

        string name = text.Has(">") ? text.TakeUntil(">").ToString() : "";
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? name : throw new PatternError("invalid named capture");
    }

    /// <summary>Takes flags from behind <c>(?</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="flags">The flags that hold then.</param>
    /// <returns>Whether they hold for the rest of the group (<c>(?i)</c>), and not for a group of their own (<c>(?i:...)</c>).</returns>
    public bool Take(PatternText text, out PatternFlags flags)
    {
        flags = this;
        bool on = true, named = true;
        while (!text.IsAtEnd)
        {
            int c = text.Next();
            switch (c)
            {
                case 'i':
                    flags = flags with { FoldsCase = on };
                    break;
                case 'm':
                    flags = flags with { ManyLines = on };
                    break;
                case 's':
                    flags = flags with { DotIsAll = on };
                    break;
                case 'U':
                    break;
                case '-' when on:
                    on = false;
                    named = false;
                    continue;
                case ':' or ')' when named:
                    return c == ')';
                default:
                    throw new PatternError("invalid or unsupported Perl syntax");
            }

            named = true;
        }

        throw new PatternError("missing argument to (?");
    }
}
