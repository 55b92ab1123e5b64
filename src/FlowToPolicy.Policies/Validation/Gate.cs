namespace FlowToPolicy.Policies.Validation;

/// <summary>Who objects to a policy.</summary>
public enum Gate : byte
{
    /// <summary>The API server, by the schema of the CRD: <c>kubectl apply</c> fails, or the field is dropped.</summary>
    Schema,

    /// <summary>Cilium's operator and agents (<c>Sanitize</c>): the object exists in the cluster and is not enforced.</summary>
    Agent,

    /// <summary>The platform: the managed offer does not support it.</summary>
    Platform,

    /// <summary>Nobody: it is enforced, and means something else than its author thinks.</summary>
    Meaning,
}
