namespace FlowToPolicy.Flows;

/// <summary>
/// What takes the events that a file or a relay gives, in the order in which they come. Every line of a file and every message of a
/// relay is reported by exactly one call of <see cref="Accept"/> or <see cref="Skip"/>, so that the two add up to what was read;
/// <see cref="Lost"/> and <see cref="Status"/> come in addition to the <see cref="Skip"/> of their line.
/// </summary>
public interface IFlowSink
{
    /// <summary>Takes one flow. The value and its <see cref="Flow.DnsAnswers"/> are only valid during the call.</summary>
    void Accept(in Flow flow);

    /// <summary>Takes a notice that events were lost.</summary>
    void Lost(in LostEvents lost);

    /// <summary>Takes what the relay says of its nodes.</summary>
    void Status(NodeStatus status);

    /// <summary>Takes one line or message that holds no flow, with the reason.</summary>
    void Skip(SkipReason reason);
}
