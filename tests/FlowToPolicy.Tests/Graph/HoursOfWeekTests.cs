using FlowToPolicy.Graph;

namespace FlowToPolicy.Tests.Graph;

public sealed class HoursOfWeekTests
{
    [Theory]
    [InlineData("2026-03-02T00:00:00Z", 0)] // a Monday
    [InlineData("2026-03-02T23:59:59Z", 23)]
    [InlineData("2026-03-04T16:30:00Z", 64)]
    [InlineData("2026-03-08T23:00:00Z", 167)]
    public void A_week_begins_on_Monday(string time, int hour)
    {
        var hours = default(HoursOfWeek);

        hours.Add(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture).UtcTicks);

        Assert.Equal([hour], Enumerable.Range(-1, HoursOfWeek.Hours + 2).Where(hours.Contains));
        Assert.Equal(1, hours.Count);
    }

    [Fact]
    public void Hours_survive_their_words_and_add_up_in_any_order()
    {
        var all = default(HoursOfWeek);
        var odd = default(HoursOfWeek);
        var even = default(HoursOfWeek);
        for (long hour = 0; hour < HoursOfWeek.Hours; hour++)
        {
            all.Add(hour * TimeSpan.TicksPerHour);
            (hour % 2 == 0 ? ref even : ref odd).Add((hour + (52 * HoursOfWeek.Hours)) * TimeSpan.TicksPerHour);
        }

        HoursOfWeek sum = odd;
        sum.Add(even);
        HoursOfWeek mirrored = even;
        mirrored.Add(odd);

        Assert.Equal(HoursOfWeek.Hours, all.Count);
        Assert.Equal(84, odd.Count);
        Assert.Equal(all, sum);
        Assert.Equal(all, mirrored);
        Assert.Equal(all, new HoursOfWeek(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue));
        Assert.Equal(odd, new HoursOfWeek(odd.Words.First, odd.Words.Second, odd.Words.Third));
    }
}
