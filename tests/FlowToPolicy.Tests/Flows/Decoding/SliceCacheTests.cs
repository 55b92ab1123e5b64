using System.Globalization;
using System.Text;
using FlowToPolicy.Flows.Decoding;

namespace FlowToPolicy.Tests.Flows.Decoding;

public class SliceCacheTests
{
    [Fact]
    public void What_was_added_is_found_and_nothing_else()
    {
        var cache = new SliceCache<int>(10_000);
        for (int i = 0; i < 5_000; i++)
        {
            Assert.False(cache.TryGet(Key(i), out _));
            cache.Add(Key(i), i);
        }

        for (int i = 0; i < 5_000; i++)
        {
            Assert.True(cache.TryGet(Key(i), out int value));
            Assert.Equal(i, value);
        }

        Assert.False(cache.TryGet(Key(5_000), out _));
        Assert.Equal(5_000, cache.Count);
    }

    [Fact]
    public void Slices_that_differ_in_one_byte_or_by_a_trailing_zero_are_different()
    {
        var cache = new SliceCache<int>(1_000);
        for (int length = 0; length < 40; length++)
        {
            var slice = new byte[length];
            Assert.False(cache.TryGet(slice, out _));
            cache.Add(slice, length);
            for (int at = 0; at < length; at++)
            {
                slice[at] = 1;
                Assert.False(cache.TryGet(slice, out _));
                slice[at] = 0;
            }
        }
    }

    [Fact]
    public void A_text_matches_a_place_only_when_it_begins_with_what_is_kept_there()
    {
        var cache = new SliceCache<int>(2);
        int place = cache.Add("{one}"u8, 1);
        Assert.True(cache.TryMatch(place, "{one},{two}"u8, out int length, out int value));
        Assert.Equal((5, 1), (length, value));
        Assert.True(cache.TryGet("{one}"u8, out _, out int found));
        Assert.Equal(place, found);
        Assert.False(cache.TryMatch(place, "{one"u8, out _, out _));
        Assert.False(cache.TryMatch(place, "{two}"u8, out _, out _));
        Assert.False(cache.TryMatch(place + 1, "{one}"u8, out _, out _));
        Assert.False(cache.TryMatch(-1, "{one}"u8, out _, out _));

        // After the cache started again, the place holds something else.
        cache.Add("{two}"u8, 2);
        Assert.Equal(place, cache.Add("{three}"u8, 3));
        Assert.False(cache.TryMatch(place, "{one}"u8, out _, out _));
    }

    [Fact]
    public void A_full_cache_starts_again_and_never_holds_more_than_its_capacity()
    {
        var cache = new SliceCache<int>(100);
        for (int i = 0; i < 1_000; i++)
        {
            cache.Add(Key(i), i);
            Assert.InRange(cache.Count, 1, 100);
            Assert.True(cache.TryGet(Key(i), out int value));
            Assert.Equal(i, value);
        }
    }

    [Fact]
    public void Long_slices_cannot_fill_the_memory()
    {
        var cache = new SliceCache<int>(1_000);
        var longest = new byte[SliceCache<int>.LongestSlice];
        for (int i = 0; i < 1_000; i++)
        {
            longest[0] = (byte)i;
            longest[1] = (byte)(i >> 8);
            cache.Add(longest, i);
        }

        Assert.InRange(cache.Count, 1, 1_000 * 256 / longest.Length);
        cache.Add(new byte[longest.Length + 1], -1);
        Assert.False(cache.TryGet(new byte[longest.Length + 1], out _));
    }

    [Fact]
    public void Looking_up_and_refilling_allocate_nothing()
    {
        var cache = new SliceCache<string>(64);
        byte[][] keys = [.. Enumerable.Range(0, 200).Select(Key)];
        Fill();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Fill();
        }

        // A collection on another thread counts the rest of this thread's 8 KiB piece as allocated.
        Assert.Equal(0, (GC.GetAllocatedBytesForCurrentThread() - before) / (100 * keys.Length));

        void Fill()
        {
            foreach (byte[] key in keys)
            {
                if (!cache.TryGet(key, out _))
                {
                    cache.Add(key, "");
                }
            }
        }
    }

    private static byte[] Key(int i) => Encoding.UTF8.GetBytes(i.ToString(CultureInfo.InvariantCulture).PadLeft(i % 50, 'x'));
}
