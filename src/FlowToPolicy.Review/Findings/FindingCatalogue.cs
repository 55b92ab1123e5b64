namespace FlowToPolicy.Review.Findings;

/// <summary>All rules that look for findings.</summary>
public static class FindingCatalogue
{
    private static readonly IFindingRule[] Rules =
    [
        new AssumedDirections(), new AuditedConnections(), new ConnectionsSeenOnce(), new DeniedConnections(), new ExplicitDenials(),
        new FailedConnections(), new GuessedNames(), new LostFlows(), new MaskedClients(), new MissingNames(), new PartlyDeniedConnections(),
        new Scan(), new SharedSelectors(), new UnansweredConnections(), new UnknownEnds(), new UnlabelledEnds(), new UnreadNodes(),
        new WorldWideOpen(),
    ];

    /// <summary>What there is to find, the gravest first, then by name.</summary>
    public static IReadOnlyList<Finding> Examine(Analysis analysis) =>
    [
        .. Rules.Select(r => r.Examine(analysis)).OfType<Finding>()
            .OrderBy(f => f.Severity).ThenBy(f => f.Name, StringComparer.Ordinal),
    ];
}
