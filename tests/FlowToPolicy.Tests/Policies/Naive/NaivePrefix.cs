using System.Globalization;
using FlowToPolicy.Identities;
using FlowToPolicy.Policies;
using FlowToPolicy.Policies.Model;

namespace FlowToPolicy.Tests.Policies.Naive;

/// <summary>An address block; host bits of the written address are masked.</summary>
internal readonly record struct NaivePrefix(bool IsV6, UInt128 Bits, int Length)
{
    private int Width => IsV6 ? 128 : 32;

    public static NaivePrefix Parse(string text)
    {
        string[] parts = text.Split('/');
        var address = Address.Parse(parts[0]);
        return Around(address, parts.Length == 1 ? address.Bits : int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public static NaivePrefix Around(Address address, int length) => new(address.IsV6, First(address.Value, address.Bits, length), length);

    public bool Contains(NaivePrefix inner) => inner.IsV6 == IsV6 && inner.Length >= Length && First(inner.Bits, Width, Length) == Bits;

    public bool Contains(Address address) => !address.IsNone && Contains(Around(address, address.Bits));

    private static UInt128 First(UInt128 bits, int width, int length)
    {
        int free = width - length;
        return free >= 128 ? 0 : bits >> free << free;
    }
}

/// <summary>
/// A written prefix without its exceptions. Until 1.18 what remains are the largest blocks that hold no exception; from 1.19 the exceptions are
/// conditions of the selector, and so known prefixes themselves.
/// </summary>
internal sealed record NaiveBlock(NaivePrefix Whole, IReadOnlyList<NaivePrefix> Except, bool IsSplit)
{
    public static NaiveBlock Of(string cidr) => new(NaivePrefix.Parse(cidr), [], IsSplit: true);

    public static NaiveBlock Of(CidrSetItem item, CiliumVersion version) =>
        new(NaivePrefix.Parse(item.Cidr), [.. item.Except.Select(NaivePrefix.Parse)], version < new CiliumVersion(1, 19));

    /// <summary>Whether an identity of this prefix is selected.</summary>
    public bool Holds(NaivePrefix prefix) => Whole.Contains(prefix) && Except.All(hole => !hole.Contains(prefix) && !(IsSplit && prefix.Contains(hole)));

    /// <summary>The prefixes around an address that become known by it.</summary>
    public IEnumerable<NaivePrefix> Around(Address address) => !Whole.Contains(address)
        ? []
        : IsSplit
            ? Enumerable.Range(Whole.Length, address.Bits - Whole.Length + 1).Select(length => NaivePrefix.Around(address, length)).Where(Holds).Take(1)
            : Except.Where(hole => hole.Contains(address)).Append(Whole);
}
