namespace FlowToPolicy.Policies.Validation;

/// <summary>A rule about what the schema does not allow. Each violation belongs to the first rule that claims it.</summary>
internal abstract class SchemaRule : RefusalRule
{
    /// <summary>How much it claims: the rules of a lower number are asked first.</summary>
    public virtual int Breadth => 0;

    /// <summary>Whether several violations in one map are one case.</summary>
    public virtual bool OncePerMap => false;

    /// <summary>Whether its cases explain what the schema misses in the same map.</summary>
    public virtual bool ExplainsGaps => false;

    /// <summary>Whether the violation is one of its cases.</summary>
    public abstract bool Claims(SchemaCase violation);

    /// <summary>What it says about one of its cases.</summary>
    public abstract Remark Describe(SchemaCase violation);
}
