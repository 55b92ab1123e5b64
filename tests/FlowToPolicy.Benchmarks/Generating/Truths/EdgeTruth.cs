namespace FlowToPolicy.Benchmarks.Generating.Truths;

/// <summary>What the lines of one edge say. Counted where the lines are written, by what they mean, not by how anybody reads them.</summary>
internal sealed class EdgeTruth
{
    private readonly HashSet<int> _days = [];
    private int _lastDay = -1;

    /// <summary>Lines that tell of the edge.</summary>
    public long Lines { get; private set; }

    /// <summary>First packets seen leaving the client.</summary>
    public long ClientNew { get; set; }

    /// <summary>Verdicts at the client that let go.</summary>
    public long ClientVerdicts { get; set; }

    /// <summary>First packets delivered at the server.</summary>
    public long ServerNew { get; set; }

    /// <summary>Verdicts at the server that let in.</summary>
    public long ServerVerdicts { get; set; }

    /// <summary>Later packets, packets on their way to the proxy, and packets seen once more behind masquerade.</summary>
    public long Ongoing { get; set; }

    /// <summary>Replies.</summary>
    public long Replies { get; set; }

    /// <summary>Requests that a proxy saw.</summary>
    public long Requests { get; set; }

    /// <summary>Verdicts of audit mode; they are among the verdicts too.</summary>
    public long Audited { get; set; }

    /// <summary>Denials by policy, each of which is written as a verdict and as a drop.</summary>
    public long Denied { get; set; }

    /// <summary>Drops for other reasons.</summary>
    public long OtherDrops { get; set; }

    /// <summary>The first line, in nanoseconds since the start of 1970.</summary>
    public long First { get; private set; }

    /// <summary>The last line, in nanoseconds since the start of 1970.</summary>
    public long Last { get; private set; }

    /// <summary>On how many days of UTC it was seen.</summary>
    public int Days => _days.Count;

    /// <summary>Notes that a line was written. Lines come in the order of time.</summary>
    public void Add(long nanoseconds)
    {
        First = Lines == 0 ? nanoseconds : First;
        Last = nanoseconds;
        Lines++;
        int day = (int)(nanoseconds / LogClock.NanosecondsOfDay);
        if (day != _lastDay)
        {
            _lastDay = day;
            _days.Add(day);
        }
    }
}
