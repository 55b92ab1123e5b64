namespace FlowToPolicy.Flows.Logs;

/// <summary>Passes events on to a sink, those that are wanted, and counts all.</summary>
internal sealed class LogTally(IFlowSink sink, FlowFilter filter, LogProgress progress)
{
    /// <summary>How many flows pass between two reports of progress: few enough for the eye, many enough to cost nothing.</summary>
    private const int Report = 1024;

    private readonly long[] _skipped = new long[Enum.GetValues<SkipReason>().Length];
    private int _unreported;

    /// <summary>Where events go.</summary>
    public IFlowSink Sink => sink;

    /// <summary>How many lines or elements there were.</summary>
    public long Lines { get; private set; }

    /// <summary>How many flows were passed on.</summary>
    public long Flows { get; private set; }

    /// <summary>How many events of Hubble's there were, flows or not, wanted or not.</summary>
    public long Events { get; private set; }

    /// <summary>The earliest time of any flow, in ticks; 0 when none has a time.</summary>
    public long Earliest { get; private set; }

    /// <summary>The latest time of any flow.</summary>
    public long Latest { get; private set; }

    /// <summary>How many lines were skipped for this reason.</summary>
    public long Skipped(SkipReason reason) => _skipped[(int)reason];

    /// <summary>Passes a flow on when it is wanted.</summary>
    public void Take(in Flow flow)
    {
        Events++;
        if (flow.Time != 0)
        {
            Earliest = Earliest == 0 ? flow.Time : Math.Min(Earliest, flow.Time);
            Latest = Math.Max(Latest, flow.Time);
        }

        if (!filter.Admits(in flow, out SkipReason reason))
        {
            Skip(reason);
            return;
        }

        Lines++;
        Flows++;
        if (++_unreported == Report)
        {
            progress.AddFlows(Report);
            _unreported = 0;
        }

        sink.Accept(in flow);
    }

    /// <summary>Passes a notice of lost events on. Windows and filters do not apply, as in Hubble itself.</summary>
    public void Take(in LostEvents lost)
    {
        Events++;
        sink.Lost(in lost);
        Skip(SkipReason.LostEvents);
    }

    /// <summary>Passes a notice about nodes on.</summary>
    public void Take(NodeStatus status)
    {
        Events++;
        sink.Status(status);
        Skip(SkipReason.NodeStatus);
    }

    /// <summary>Counts an event that no graph needs.</summary>
    public void TakeOther(SkipReason reason)
    {
        Events++;
        Skip(reason);
    }

    /// <summary>Says how many flows there were since the last report.</summary>
    public void Complete()
    {
        progress.AddFlows(_unreported);
        _unreported = 0;
    }

    /// <summary>Adds the counts of another reader, whose events went elsewhere.</summary>
    public void Add(LogTally other)
    {
        Lines += other.Lines;
        Flows += other.Flows;
        Events += other.Events;
        Earliest = Earliest == 0 || (other.Earliest != 0 && other.Earliest < Earliest) ? other.Earliest : Earliest;
        Latest = Math.Max(Latest, other.Latest);
        for (int i = 0; i < _skipped.Length; i++)
        {
            _skipped[i] += other._skipped[i];
        }
    }

    /// <summary>Counts a line without an event.</summary>
    public void Skip(SkipReason reason)
    {
        Lines++;
        _skipped[(int)reason]++;
        sink.Skip(reason);
    }
}
