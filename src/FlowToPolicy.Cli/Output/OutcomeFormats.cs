namespace FlowToPolicy.Cli.Output;

/// <summary>The formats that a command offers; help, check, completion and choice all come from here.</summary>
internal sealed class OutcomeFormats
{
    private readonly IOutcomeWriter[] _writers;

    private OutcomeFormats(params IOutcomeWriter[] writers) => _writers = writers;

    /// <summary>Those of <c>analyze</c> and <c>observe</c>.</summary>
    public static OutcomeFormats Report { get; } = new(new ReportText(), new ReportJson());

    /// <summary>Those of <c>propose</c>.</summary>
    public static OutcomeFormats Proposal { get; } = new(new PolicyStream(), new ProposalDocument());

    /// <summary>Their names; the first is the default.</summary>
    public IReadOnlyList<string> Names => [.. _writers.Select(w => w.Format)];

    /// <summary>The writer of a format.</summary>
    public IOutcomeWriter Of(string format) => _writers.Single(w => w.Format == format);
}
