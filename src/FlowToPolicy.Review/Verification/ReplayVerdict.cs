namespace FlowToPolicy.Review.Verification;

/// <summary>What a policy set does with an observed connection, both ends taken together.</summary>
public enum ReplayVerdict : byte
{
    /// <summary>Both ends let it through (perhaps by way of the proxy).</summary>
    Admitted,

    /// <summary>At least one end stops it.</summary>
    Denied,

    /// <summary>No end stops it for certain, and at least one cannot be judged.</summary>
    Unjudged,
}
