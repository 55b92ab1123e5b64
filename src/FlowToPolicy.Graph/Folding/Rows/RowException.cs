namespace FlowToPolicy.Graph.Folding.Rows;

/// <summary>A row is not what this version wrote: damaged, cut off, or made by somebody else.</summary>
public sealed class RowException : Exception
{
    /// <summary>Says what is wrong, as the end of a sentence about the row.</summary>
    public RowException(string message)
        : base(message)
    {
    }

    /// <summary>An exception without a message of its own.</summary>
    public RowException()
        : base("the row cannot be read")
    {
    }

    /// <summary>Says what is wrong and why.</summary>
    public RowException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
