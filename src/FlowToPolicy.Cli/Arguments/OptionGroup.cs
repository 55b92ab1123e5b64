using System.CommandLine;
using System.CommandLine.Parsing;

namespace FlowToPolicy.Cli.Arguments;

/// <summary>Options that belong together and are shared by several commands: their names, defaults, help and checks stand here once.</summary>
internal abstract class OptionGroup
{
    private readonly List<Option> _options = [];

    /// <summary>Gives all options of the group to a command.</summary>
    public virtual void AddTo(Command command)
    {
        foreach (Option option in _options)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether an option belongs to the group.</summary>
    public bool Has(Option option) => _options.Contains(option);

    /// <summary>The options of the group that the reader gave, as words of a command line.</summary>
    public IEnumerable<string> Given(ParseResult result) => _options
        .Where(option => result.GetResult(option) is { Implicit: false })
        .SelectMany(option => Given(option.Name, result.GetResult(option)!.Tokens));

    /// <summary>An option that is there or not.</summary>
    protected Option<bool> Switch(string name, string help, params string[] aliases) =>
        Keep(new Option<bool>(name, aliases) { Description = help });

    /// <summary>An option whose values are taken as they stand, by whoever asks for them.</summary>
    protected Option<string[]> Values(string name, string value, string help, ArgumentArity arity) =>
        Keep(new Option<string[]>(name)
        {
            Description = help,
            HelpName = value,
            Arity = arity,
            CustomParser = result => [.. result.Tokens.Select(t => t.Value)],
        });

    /// <summary>An option with one text; null when it is left out.</summary>
    protected Option<string?> Text(string name, string value, string help, params string[] aliases) =>
        Keep(new Option<string?>(name, aliases) { Description = help, HelpName = value });

    /// <summary>An option with texts, given several times or separated by commas.</summary>
    protected Option<string[]> List(string name, string value, string help, params string[] aliases) =>
        Keep(new Option<string[]>(name, aliases)
        {
            Description = help,
            HelpName = value,
            Arity = ArgumentArity.OneOrMore,
            CustomParser = result => [.. result.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
        });

    /// <summary>An option with one of several words; the first is the default unless another is named.</summary>
    protected Option<string> Choice(string name, string help, IReadOnlyList<string> words, string? byDefault = null, params string[] aliases)
    {
        Option<string> option = Keep(new Option<string>(name, aliases)
        {
            Description = help,
            HelpName = string.Join('|', words),
            DefaultValueFactory = _ => byDefault ?? words[0],
        });
        option.CompletionSources.Clear();
        option.CompletionSources.Add([.. words]);
        option.Validators.Add(result =>
        {
            string given = result.Tokens.Count == 0 ? byDefault ?? words[0] : result.Tokens[^1].Value;
            if (!words.Contains(given, StringComparer.Ordinal))
            {
                result.AddError($"{name} is one of {string.Join(", ", words)}, not '{given}'.");
            }
        });
        return option;
    }

    /// <summary>An option whose text is read by <paramref name="parse"/>, with one sentence for what it must look like.</summary>
    protected Option<T?> Parsed<T>(string name, string value, string help, TryParse<T> parse, string mustBe, params string[] aliases)
    {
        return Keep(new Option<T?>(name, aliases)
        {
            Description = help,
            HelpName = value,
            CustomParser = result =>
            {
                string given = result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;
                if (parse(given, out T parsed))
                {
                    return parsed;
                }

                result.AddError($"{name} must be {mustBe}, not '{given}'.");
                return default;
            },
        });
    }

    /// <summary>Reads a text into a value. False when it is none.</summary>
    protected delegate bool TryParse<T>(string text, out T value);

    /// <summary>Whether the reader wrote the option.</summary>
    protected static bool IsGiven(SymbolResult result, Option option) =>
        result.GetResult(option) is { Implicit: false };

    private static IEnumerable<string> Given(string name, IReadOnlyList<Token> values) =>
        values.Count == 0 ? [name] : values.SelectMany(v => (string[])[name, v.Value]);

    private TOption Keep<TOption>(TOption option)
        where TOption : Option
    {
        _options.Add(option);
        return option;
    }
}
