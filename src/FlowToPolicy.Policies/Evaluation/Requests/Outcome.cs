namespace FlowToPolicy.Policies.Evaluation.Requests;

/// <summary>What a condition says about a request: it holds, it does not hold, or that cannot be said.</summary>
internal readonly struct Outcome
{
    private readonly bool _fails;

    private Outcome(bool fails, Doubt? doubt)
    {
        _fails = fails;
        Doubt = doubt;
    }

    /// <summary>It holds. The default value.</summary>
    public static Outcome Holds => default;

    /// <summary>It does not hold.</summary>
    public static Outcome Fails => new(fails: true, null);

    /// <summary>Why it cannot be said; null when it can.</summary>
    public Doubt? Doubt { get; }

    /// <summary>Whether it holds for certain.</summary>
    public bool IsHeld => !_fails && Doubt is null;

    /// <summary>Whether it fails for certain.</summary>
    public bool IsFailed => _fails;

    /// <summary>A condition that is known.</summary>
    public static Outcome Of(bool holds) => holds ? Holds : Fails;

    /// <summary>A condition that cannot be judged.</summary>
    public static Outcome Open(Doubt doubt) => new(fails: false, doubt);

    /// <summary>A condition on an attribute that the request does not know.</summary>
    public static Outcome Unknown(string attribute) => Open(Doubt.NotKnown($"{attribute} of the request is not known"));

    /// <summary>Both must hold.</summary>
    public Outcome And(Outcome other) => _fails || other._fails ? Fails : Doubt is null ? other : this;

    /// <summary>One is enough.</summary>
    public Outcome Or(Outcome other) => IsHeld || other.IsHeld ? Holds : _fails ? other : this;
}
