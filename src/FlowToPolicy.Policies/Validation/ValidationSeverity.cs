namespace FlowToPolicy.Policies.Validation;

/// <summary>How much a finding weighs; the gravest first.</summary>
public enum ValidationSeverity : byte
{
    /// <summary>A gate refuses the policy, or drops what its author counts on.</summary>
    Error,

    /// <summary>Legal, and yet most likely not what was meant.</summary>
    Warning,

    /// <summary>Worth knowing.</summary>
    Info,
}
