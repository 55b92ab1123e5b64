using System.CommandLine;
using FlowToPolicy.Review.Explaining;

namespace FlowToPolicy.Cli.Arguments;

/// <summary>What <c>explain</c> is asked about: <c>SRC DST [PORT]</c>, or one <c>POLICY</c>.</summary>
internal sealed class ExplainArguments : OptionGroup
{
    private readonly Argument<string[]> _words = new("SRC DST [PORT]|POLICY")
    {
        Description = "Two ends (ns/workload, ns/pod, entity:world, an address, a DNS name) and a port (8080, 53/UDP, icmp/8); or a policy ([kind/][ns/]name).",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _flows;

    /// <summary>The arguments.</summary>
    public ExplainArguments() =>
        _flows = Values("--flows", "PATH", "Recorded flows: who the ends are, what was observed between them, who used which rule. May be given several times.", ArgumentArity.OneOrMore);

    /// <inheritdoc/>
    public override void AddTo(Command command)
    {
        command.Arguments.Add(_words);
        base.AddTo(command);
        command.Validators.Add(result =>
        {
            string[] words = result.GetValue(_words) ?? [];
            if (words.FirstOrDefault(word => word.StartsWith('-')) is { } option)
            {
                result.AddError($"explain has no option '{option}'.");
            }
            else if (words.Length is 0 or > 3 || words.Contains(""))
            {
                result.AddError("explain needs two ends and perhaps a port (SRC DST [PORT]), or one POLICY.");
            }
            else if (words.Length == 3 && !AskedPort.TryParse(words[2], out _))
            {
                result.AddError($"PORT is {AskedPort.Forms}, not '{words[2]}'.");
            }
        });
    }

    /// <summary>One word for a policy, two or three for ends and port.</summary>
    public IReadOnlyList<string> Words(ParseResult result) => result.GetValue(_words) ?? [];

    /// <summary>The recorded flows; none when the reader gave none.</summary>
    public IReadOnlyList<string> Flows(ParseResult result) => result.GetValue(_flows) ?? [];
}
