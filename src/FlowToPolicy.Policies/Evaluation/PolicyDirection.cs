namespace FlowToPolicy.Policies.Evaluation;

/// <summary>Which side's policies are asked. A connection needs both: the client's egress and the server's ingress.</summary>
public enum PolicyDirection : byte
{
    /// <summary>Into the subject.</summary>
    Ingress,

    /// <summary>Out of the subject.</summary>
    Egress,
}
