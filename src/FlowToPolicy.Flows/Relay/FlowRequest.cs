namespace FlowToPolicy.Flows.Relay;

/// <summary>
/// Which flows a relay is asked for. Everything that can be is asked of the server and applied here again, because a server
/// ignores what is newer than itself. Without <see cref="Since"/>, <see cref="Last"/>, <see cref="First"/> and
/// <see cref="Follow"/> that is everything the nodes hold.
/// </summary>
/// <remarks>
/// <see cref="Last"/> and <see cref="First"/> are per node, as in <c>hubble observe</c>: a relay hands the request to every
/// node, and nodes do not know of each other. Flows of several nodes arrive in nearly, but not quite, the order of time.
/// </remarks>
public sealed record FlowRequest
{
    /// <summary>The earliest time, inclusive, in ticks (<see cref="DateTime.Ticks"/>, UTC); 0 for no limit.</summary>
    public long Since { get; init; }

    /// <summary>The latest time, inclusive, in ticks; 0 for no limit.</summary>
    public long Until { get; init; }

    /// <summary>Whether to go on with new flows when the old ones were read.</summary>
    public bool Follow { get; init; }

    /// <summary>The newest so many flows of each node; 0 for no limit. With <see cref="Follow"/>: these, then new ones.</summary>
    public long Last { get; init; }

    /// <summary>The oldest so many flows of each node; 0 for no limit.</summary>
    public long First { get; init; }

    /// <summary>Only flows with an end in one of these namespaces; none means all.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Only flows with one of these pods as an end, see <see cref="PodPattern"/>; none means all.</summary>
    public IReadOnlyList<string> Pods { get; init; } = [];

    /// <summary>Whether to ask for no more than the fields that are used, as long as the server understands that.</summary>
    public bool FieldMask { get; init; } = true;

    /// <summary>Why this cannot be asked for, in one line that says what to change; null when it can.</summary>
    public string? Conflict =>
        Last < 0 || First < 0 ? "--last and --first count flows: give a number from 1"
        : Last > 0 && First > 0 ? "--last and --first cannot be combined: give one of them"
        : First > 0 && Follow ? "--first and --follow cannot be combined: the oldest flows are not followed by new ones"
        : Until > 0 && Follow ? "--until and --follow cannot be combined: break off with Ctrl-C, what was read is analysed"
        : Until > 0 && Since > Until ? "--since is later than --until: exchange them"
        : FlowFilter.Conflict(Namespaces, Pods);

    /// <summary>The filter that these flows pass.</summary>
    /// <exception cref="ArgumentException">See <see cref="FlowFilter.Conflict"/>.</exception>
    public FlowFilter ToFilter() => new(Namespaces, Pods, Since, Until);
}
