using FlowToPolicy.Graph;

namespace FlowToPolicy.Review.Findings;

/// <summary>The shape that findings about ends share.</summary>
internal static class EndFinding
{
    /// <summary>The finding about all <paramref name="ends"/>, or null when there is none.</summary>
    public static Finding? Of(string name, Severity severity, IEnumerable<End> ends, string what, string advice)
    {
        End[] all = [.. ends];
        return all.Length == 0 ? null : new Finding
        {
            Name = name,
            Severity = severity,
            Count = all.Length,
            What = what,
            Advice = advice,
            Examples = [.. all.Take(Finding.MaxExamples)
                .Select(e => new FindingExample(e.PodNames.Count == 0 ? e.Name : $"{e.Name} (pod {e.PodNames[0]})", HubbleCommand.ForEnd(e)))],
        };
    }
}
