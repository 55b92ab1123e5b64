using System.Runtime.InteropServices;
using FlowToPolicy.Flows;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Recorder.Recording;

/// <summary>
/// The key by which a flow (or a notice of lost events) is known again when it comes a second time. It is kept in stores, so that it
/// must be the same in every process.
/// </summary>
internal static class FlowKey
{
    private const ulong FirstPrime = 0x9E3779B185EBCA87;
    private const ulong SecondPrime = 0xC2B2AE3D27D4EB4F;

    /// <summary>A node's name as a number, the same in every process.</summary>
    public static ulong Hash(string text)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char letter in text)
        {
            hash = (hash ^ letter) * 0x100000001B3;
        }

        return hash;
    }

    /// <summary>
    /// The flow's uuid; for agents before 1.14, which give none, 128 bits of node, time, addresses, ports, protocol and event. Two flows
    /// that agree in all of these within 100 ns are one flow then.
    /// </summary>
    public static Guid Of(in Flow flow, ulong node)
    {
        if (flow.Uuid != Guid.Empty)
        {
            return flow.Uuid;
        }

        var print = new Fingerprint(node, (ulong)flow.Time);
        print.Add(flow.SourceAddress);
        print.Add(flow.DestinationAddress);
        print.Add(((ulong)flow.SourcePort << 48) | ((ulong)flow.DestinationPort << 32) | ((ulong)(byte)flow.Protocol << 24) | ((ulong)(byte)flow.Event << 16) | (ushort)flow.EventSubType);
        return print.ToGuid();
    }

    /// <summary>The key of a notice, which never has a uuid.</summary>
    public static Guid Of(in LostEvents lost, ulong node)
    {
        var print = new Fingerprint(node, (ulong)lost.Time);
        print.Add(((ulong)lost.Count << 8) | (byte)lost.Source);
        return print.ToGuid();
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Fingerprint(ulong first, ulong second)
    {
        private ulong _high = Fold(first ^ FirstPrime, second ^ SecondPrime);
        private ulong _low = Fold(second + FirstPrime, first + SecondPrime);

        public void Add(Address address)
        {
            Add((ulong)(address.Value >> 64) ^ (address.IsV4 ? 4UL : address.IsV6 ? 6UL : 0));
            Add((ulong)address.Value);
        }

        public void Add(ulong value)
        {
            _high = Fold(_high ^ value, FirstPrime) + _low;
            _low = Fold(_low + value, SecondPrime) ^ _high;
        }

        public readonly Guid ToGuid() => new((int)(_high >> 32), (short)(_high >> 16), (short)_high,
            (byte)(_low >> 56), (byte)(_low >> 48), (byte)(_low >> 40), (byte)(_low >> 32), (byte)(_low >> 24), (byte)(_low >> 16), (byte)(_low >> 8), (byte)_low);

        private static ulong Fold(ulong left, ulong right)
        {
            ulong high = Math.BigMul(left, right, out ulong low);
            return high ^ low ^ left;
        }
    }
}
