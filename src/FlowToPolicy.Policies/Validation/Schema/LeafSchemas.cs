namespace FlowToPolicy.Policies.Validation.Schema;

/// <summary>The small schemas that stand in many places and are the same in all versions.</summary>
internal static class LeafSchemas
{
    /// <summary>Any string.</summary>
    public static readonly ValueSchema Text = new TextSchema();

    /// <summary>True or false.</summary>
    public static readonly ValueSchema Flag = new BooleanSchema();

    /// <summary>A list of strings.</summary>
    public static readonly ValueSchema Texts = new ListSchema(Text);

    /// <summary>A prefix.</summary>
    public static readonly ValueSchema Cidr = new TextSchema { Format = TextFormats.Cidr };

    /// <summary>A string that is not empty.</summary>
    public static readonly ValueSchema Filled = new TextSchema { Shortest = 1 };

    /// <summary>A label selector of Cilium: values are checked, keys are left to the agent.</summary>
    public static readonly ValueSchema Selector = new ObjectSchema(
        new Field("matchLabels", new MapSchema(new TextSchema { Pattern = TextFormats.LabelValue, Longest = 63 })),
        new Field("matchExpressions", new ListSchema(new ObjectSchema(
            new Field("key", Text, IsRequired: true),
            new Field("operator", OneOf("In", "NotIn", "Exists", "DoesNotExist"), IsRequired: true),
            new Field("values", Texts)))));

    /// <summary>A list of label selectors.</summary>
    public static readonly ValueSchema Selectors = new ListSchema(Selector);

    /// <summary>A secret by name.</summary>
    public static readonly ValueSchema Secret = new ObjectSchema(new Field("name", Text, IsRequired: true), new Field("namespace", Text));

    /// <summary>One of some words.</summary>
    public static TextSchema OneOf(params string[] words) => new() { Enum = words };
}
