using System.Globalization;
using FlowToPolicy.Graph;

namespace FlowToPolicy.Review.Usage;

/// <summary>Why what a window does not show may be used all the same.</summary>
public static class WindowDoubts
{
    // Much runs once a week: backups, reports, renewals.
    private static readonly TimeSpan Enough = TimeSpan.FromDays(7);

    /// <summary>The reasons in words; empty when the window is long and nothing of it is known to be missing.</summary>
    public static IReadOnlyList<string> Of(ObservationWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        List<string> reasons = [];
        if (window.First == 0 || TimeSpan.FromTicks(window.Last - window.First) < Enough)
        {
            reasons.Add(window.First == 0 ? "its length is not known" : "it is shorter than a week");
        }

        if (window.TotalLost > 0)
        {
            reasons.Add("events were lost");
        }

        if (window.UnreadNodes.Count > 0)
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"{window.UnreadNodes.Count} nodes were not read"));
        }

        return reasons;
    }
}
