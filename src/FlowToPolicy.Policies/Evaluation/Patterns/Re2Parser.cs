using System.Text;

namespace FlowToPolicy.Policies.Evaluation.Patterns;

/// <summary>
/// Reads a regular expression as Go and RE2 do and writes it for .NET's non-backtracking engine: every construct is written out, so that no rule of
/// .NET's own (Unicode digits, <c>$</c> before a final line feed, letter case by culture) comes into it. Whole texts are matched, so greed does not count.
/// Works in one pass without recursion.
/// </summary>
internal sealed class Re2Parser(string pattern)
{
    // Go's limits (regexp/syntax maxHeight, and 1000 for repetitions, nested ones multiplied).
    private const int DeepestNesting = 1000;
    private const int MostRepetitions = 1000;

    private readonly PatternText _text = new(pattern);
    private readonly StringBuilder _target = new();
    private readonly Stack<PatternGroup> _groups = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private PatternGroup _group = new(default);
    private bool _repeated;

    /// <summary>What limits the translation.</summary>
    public PatternTraits Traits { get; } = new();

    /// <summary>The whole translation.</summary>
    /// <exception cref="PatternError">The text is no regular expression of Go's.</exception>
    public string Translate()
    {
        while (!_text.IsAtEnd)
        {
            bool repeats = Step();
            _repeated = repeats;
        }

        if (_groups.Count > 0)
        {
            throw new PatternError("missing closing )");
        }

        return _target.ToString();
    }

    /// <summary>Reads one piece; true when it was a repetition.</summary>
    private bool Step()
    {
        if (_text.Sees("{") && _text.TakeRepetition(out int least, out int most))
        {
            Repeat(least, most);
            return true;
        }

        switch (_text.Next())
        {
            case '*':
                Repeat("*");
                return true;
            case '+':
                Repeat("+");
                return true;
            case '?':
                Repeat("?");
                return true;
            case '(':
                Open();
                break;
            case ')':
                Close();
                break;
            case '|':
                _group.Alternate();
                _target.Append('|');
                break;
            case '[':
                ClassReader.Read(_text, _group.Flags.FoldsCase, Traits, Atom());
                break;
            case '.':
                Atom().Append(_group.Flags.DotIsAll ? @"[\u0000-\uFFFF]" : @"[^\n]");
                break;
            case '^':
                Atom().Append(_group.Flags.ManyLines ? "(?m:^)" : @"(?:\A)");
                break;
            case '$':
                Atom().Append(_group.Flags.ManyLines ? "(?m:$)" : @"(?:\z)");
                break;
            case '\\':
                Escape();
                break;
            case var literal:
                Literal(literal);
                break;
        }

        return false;
    }

    private StringBuilder Atom()
    {
        _group.Begin();
        return _target;
    }

    private void Literal(int character)
    {
        StringBuilder target = Atom();
        if (character > char.MaxValue)
        {
            // Text with such characters is not judged.
            target.Append(RuneClass.Nothing);
        }
        else if (_group.Flags.FoldsCase)
        {
            Traits.NeedsAscii = true;
            var both = new RuneClass();
            both.AddFolded(character, character);
            both.Write(negated: false, target);
        }
        else
        {
            RuneClass.WriteUnit(character, target);
        }
    }

    private void Escape()
    {
        switch (_text.Peek())
        {
            case 'A':
                _text.Next();
                Atom().Append(@"(?:\A)");
                return;
            case 'z':
                _text.Next();
                Atom().Append(@"(?:\z)");
                return;
            case 'b' or 'B':
                Atom().Append(@"(?:\").Append((char)_text.Next()).Append(')');
                Traits.NeedsAscii = true;
                return;
            case 'Q':
                _text.Next();
                foreach (Rune rune in _text.TakeUntil(@"\E").EnumerateRunes())
                {
                    Literal(rune.Value);
                }

                return;
        }

        var set = new RuneClass();
        if (EscapeReader.TryClass(_text, _group.Flags.FoldsCase, set, Traits))
        {
            set.Write(negated: false, Atom());
        }
        else
        {
            Literal(EscapeReader.Character(_text));
        }
    }

    private void Open()
    {
        PatternFlags flags = _group.Flags;
        if (_text.Take("?"))
        {
            if (PatternFlags.TakeName(_text) is { } name)
            {
                if (!_names.Add(name))
                {
                    throw new PatternError($"duplicate capture group name {name}");
                }
            }
            else if (flags.Take(_text, out flags))
            {
                _group.Flags = flags;
                return;
            }
        }

        _groups.Push(_group);
        if (_groups.Count > DeepestNesting)
        {
            throw new PatternError("expression nests too deeply");
        }

        _group = new PatternGroup(flags);
        _target.Append("(?:");
    }

    private void Close()
    {
        if (!_groups.TryPop(out PatternGroup? outer))
        {
            throw new PatternError("unexpected )");
        }

        int repetitions = _group.Repetitions;
        _group = outer;
        _group.Begin(repetitions);
        _target.Append(')');
    }

    private void Repeat(string sign)
    {
        CheckRepeat(sign);
        _group.Repeat();
        _target.Append(sign);
    }

    private void Repeat(int least, int most)
    {
        string sign = most == least ? $"{{{least}}}" : most < 0 ? $"{{{least},}}" : $"{{{least},{most}}}";
        bool inOrder = most < 0 || least <= most;
        CheckRepeat(sign);
        if (least > MostRepetitions || most > MostRepetitions || !inOrder || !_group.Repeat(least, most, MostRepetitions))
        {
            throw new PatternError($"invalid repeat count {sign}");
        }

        _target.Append(sign);
    }

    private void CheckRepeat(string sign)
    {
        if (!_group.HasPiece)
        {
            throw new PatternError($"missing argument to repetition operator {sign}");
        }

        if (_repeated)
        {
            throw new PatternError($"invalid nested repetition operator {sign}");
        }

        if (_group.IsRepeated)
        {
            // Behind (?i) or \Q\E Go repeats the repetition; written side by side the two signs would mean something else here.
            Traits.Untranslatable ??= $"the repetition {sign} of a repetition";
        }

        // The sign of a lazy repetition.
        _text.Take("?");
    }
}
