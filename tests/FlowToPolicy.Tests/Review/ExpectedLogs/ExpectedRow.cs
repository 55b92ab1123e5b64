using System.Text.Json;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Tests.Review.ExpectedLogs;

/// <summary>One line of an expectation: a distinct connection of the log and what a proposal must do with it.</summary>
internal sealed record ExpectedRow(string Class, string From, string To, Protocol Protocol, ushort Port, IReadOnlyList<Address> Addresses, IReadOnlyList<string> Names)
{
    public bool MustBeAdmitted => Class is "need" or "audited";

    public bool MustNotBeAdmitted => Class == "denied";

    public static IReadOnlyList<ExpectedRow> Read(string path) => [.. File.ReadLines(path).Select(Parse)];

    private static ExpectedRow Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        JsonElement row = document.RootElement;
        string protocol = row.GetProperty("proto").GetString()!;
        string[] addresses = [.. Strings(row, "ips"), .. Strings(row, "source_ips")];
        return new ExpectedRow(
            row.GetProperty("class").GetString()!,
            row.GetProperty("from").GetString()!,
            row.GetProperty("to").GetString()!,
            Enum.GetValues<Protocol>().Single(p => p.Name() == protocol),
            row.GetProperty(protocol.StartsWith("ICMP", StringComparison.Ordinal) ? "type" : "port").GetUInt16(),
            [.. addresses.Select(Address.Parse)],
            [.. Strings(row, "names")]);
    }

    private static IEnumerable<string> Strings(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray().Select(e => e.GetString()!) : [];
}
