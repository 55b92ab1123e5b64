using System.Globalization;
using System.Text.Json;
using FlowToPolicy.Benchmarks.Generating.Cluster;

namespace FlowToPolicy.Benchmarks.Generating.Truths;

/// <summary>One edge of the truth. Counts are those of the field <c>sightings</c> of <c>graph -o json</c>, and mean the same.</summary>
internal sealed record TruthEdge : IComparable<TruthEdge>
{
    private const int TicksOfSecond = 10_000_000;

    /// <summary>The client's name.</summary>
    public required string Client { get; init; }

    /// <summary>The server's name.</summary>
    public required string Server { get; init; }

    /// <summary>The transport.</summary>
    public required string Protocol { get; init; }

    /// <summary>The server's port or the ICMP type.</summary>
    public required int Port { get; init; }

    /// <summary>What became of it: allowed, audited, denied, explicitly-denied.</summary>
    public required string Outcome { get; init; }

    /// <summary>Connections as the graph counts them: the largest of the sides' counts of first packets and of verdicts.</summary>
    public required long Connections { get; init; }

    /// <summary>On how many days.</summary>
    public required int Days { get; init; }

    /// <summary>The first line's time, to 100 ns.</summary>
    public required string FirstSeen { get; init; }

    /// <summary>The last line's time, to 100 ns.</summary>
    public required string LastSeen { get; init; }

    /// <summary>The counts, in the order of the graph's JSON: clientNew, clientVerdicts, serverNew, serverVerdicts, ongoing, replies, l7, audited, denied, otherDrops.</summary>
    public required IReadOnlyList<KeyValuePair<string, long>> Sightings { get; init; }

    /// <summary>The truth of an edge.</summary>
    public static TruthEdge Of(GeneratedEdge edge)
    {
        EdgeTruth seen = edge.Truth;
        return new TruthEdge
        {
            Client = edge.ClientName,
            Server = edge.ServerName,
            Protocol = edge.Protocol,
            Port = edge.Port,
            Outcome = edge.Fate switch
            {
                Fate.Allowed => "allowed",
                Fate.Audited => "audited",
                Fate.ExplicitlyDenied => "explicitly-denied",
                _ => "denied",
            },
            Connections = Math.Max(Math.Max(seen.ClientNew, seen.ClientVerdicts), Math.Max(seen.ServerNew, seen.ServerVerdicts)),
            Days = seen.Days,
            FirstSeen = Time(seen.First),
            LastSeen = Time(seen.Last),
            Sightings =
            [
                new("clientNew", seen.ClientNew), new("clientVerdicts", seen.ClientVerdicts),
                new("serverNew", seen.ServerNew), new("serverVerdicts", seen.ServerVerdicts),
                new("ongoing", seen.Ongoing), new("replies", seen.Replies), new("l7", seen.Requests),
                new("audited", seen.Audited), new("denied", seen.Denied), new("otherDrops", seen.OtherDrops),
            ],
        };
    }

    /// <summary>A time in nanoseconds since the start of 1970 as text, cut off at 100 ns.</summary>
    public static string Time(long nanoseconds)
    {
        (long seconds, long rest) = Math.DivRem(nanoseconds / 100, TicksOfSecond);
        return DateTime.UnixEpoch.AddSeconds(seconds).AddTicks(rest).ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
    }

    /// <summary>Reads one line.</summary>
    public static TruthEdge Read(JsonElement json) => new()
    {
        Client = json.GetProperty("client").GetString()!,
        Server = json.GetProperty("server").GetString()!,
        Protocol = json.GetProperty("protocol").GetString()!,
        Port = json.GetProperty("port").GetInt32(),
        Outcome = json.GetProperty("outcome").GetString()!,
        Connections = json.GetProperty("connections").GetInt64(),
        Days = json.GetProperty("days").GetInt32(),
        FirstSeen = json.GetProperty("firstSeen").GetString()!,
        LastSeen = json.GetProperty("lastSeen").GetString()!,
        Sightings = [.. json.GetProperty("sightings").EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.GetInt64()))],
    };

    /// <summary>Writes one line, without its end.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("client", Client);
        json.WriteString("server", Server);
        json.WriteString("protocol", Protocol);
        json.WriteNumber("port", Port);
        json.WriteString("outcome", Outcome);
        json.WriteNumber("connections", Connections);
        json.WriteNumber("days", Days);
        json.WriteString("firstSeen", FirstSeen);
        json.WriteString("lastSeen", LastSeen);
        json.WriteStartObject("sightings");
        foreach ((string name, long count) in Sightings)
        {
            json.WriteNumber(name, count);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The order of the file: by client, server, protocol, port.</summary>
    public int CompareTo(TruthEdge? other) => other is null ? 1
        : string.CompareOrdinal(Client, other.Client) is not 0 and var client ? client
        : string.CompareOrdinal(Server, other.Server) is not 0 and var server ? server
        : string.CompareOrdinal(Protocol, other.Protocol) is not 0 and var protocol ? protocol
        : Port.CompareTo(other.Port);

    /// <summary>Equal in everything that the file says.</summary>
    public bool Equals(TruthEdge? other) => other is not null && CompareTo(other) == 0
        && (Outcome, Connections, Days, FirstSeen, LastSeen) == (other.Outcome, other.Connections, other.Days, other.FirstSeen, other.LastSeen)
        && Sightings.SequenceEqual(other.Sightings);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Client, Server, Protocol, Port);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Client} to {Server} {Protocol}/{Port}: {Outcome}, {Connections} connections on {Days} days, {FirstSeen} to {LastSeen}, {string.Join(' ', Sightings.Select(s => $"{s.Key}={s.Value}"))}");
}
