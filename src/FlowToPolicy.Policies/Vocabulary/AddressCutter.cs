using FlowToPolicy.Identities;
using FlowToPolicy.Policies.Evaluation.Selectors;

namespace FlowToPolicy.Policies.Vocabulary;

/// <summary>Cuts the address space into what the prefixes of a policy set tell apart.</summary>
internal sealed class AddressCutter
{
    private const int NamedHoles = 2;

    private readonly HashSet<Prefix> _prefixes = [];

    /// <summary>Adds a prefix as written; what is none is left out.</summary>
    public void Add(string text)
    {
        if (Prefix.TryParse(text, out Prefix prefix))
        {
            _prefixes.Add(prefix);
        }
    }

    /// <summary>The ranges, by family and address; a prefix that others cover whole has none.</summary>
    public IEnumerable<AddressRange> Ranges()
    {
        Prefix[] sorted = [.. _prefixes.OrderBy(p => p.IsV6).ThenBy(p => p.First).ThenBy(p => p.Length)];
        for (int i = 0; i < sorted.Length; i++)
        {
            Prefix whole = sorted[i];
            Prefix[] inside = [.. Children(sorted, i)];
            if (Gap(whole, inside) is { } example)
            {
                string holes = string.Join(", ", inside.Take(NamedHoles)) + (inside.Length > NamedHoles ? $" and {inside.Length - NamedHoles} more" : "");
                yield return new AddressRange(whole.IsV6 ? Address.V6(example) : Address.V4((uint)example), inside.Length == 0 ? whole.ToString() : $"{whole} without {holes}");
            }
        }
    }

    /// <summary>An address that no prefix holds; null when there is none.</summary>
    public AddressRange? Elsewhere(bool isV6)
    {
        Prefix all = new(isV6, 0, isV6 ? UInt128.MaxValue : uint.MaxValue, 0);
        Prefix[] sorted = [.. _prefixes.Where(p => p.IsV6 == isV6).OrderBy(p => p.First).ThenBy(p => p.Length)];
        if (sorted.Length > 0 && sorted[0] == all)
        {
            return null;
        }

        Prefix[] top = [.. sorted.Where((prefix, i) => !sorted.Take(i).Any(other => other.Contains(prefix)))];
        return Gap(all, top) is { } example
            ? new AddressRange(isV6 ? Address.V6(example) : Address.V4((uint)example), top.Length == 0 ? "any address outside the cluster" : "any other address outside the cluster")
            : null;
    }

    // The prefixes directly inside another, in order: prefixes nest or are disjoint.
    private static IEnumerable<Prefix> Children(Prefix[] sorted, int parent)
    {
        int i = parent + 1;
        while (i < sorted.Length && sorted[parent].Contains(sorted[i]))
        {
            Prefix child = sorted[i++];
            yield return child;
            while (i < sorted.Length && child.Contains(sorted[i]))
            {
                i++;
            }
        }
    }

    private static UInt128? Gap(Prefix whole, Prefix[] inside)
    {
        UInt128 next = whole.First;
        foreach (Prefix child in inside)
        {
            if (child.First > next)
            {
                return next;
            }

            if (child.Last == whole.Last)
            {
                return null;
            }

            next = child.Last + 1;
        }

        return next;
    }
}
