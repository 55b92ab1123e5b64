namespace FlowToPolicy.Review.Reasons;

/// <summary>Which part of an item is asked.</summary>
internal enum ItemPart : byte
{
    /// <summary>All of it.</summary>
    Whole,

    /// <summary>Its peers, on any port.</summary>
    Peers,

    /// <summary>Its ports, for any peer.</summary>
    Ports,

    /// <summary>Nothing of it: whether its policy is about the subject.</summary>
    Subjects,

    /// <summary>All of it, with peers of every namespace.</summary>
    AnyNamespace,
}
