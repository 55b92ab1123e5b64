using System.Text.Json;
using FlowToPolicy.Graph;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Cli.Output;

/// <summary>One edge as JSON, with everything that is known of it.</summary>
internal static class EdgeJson
{
    /// <summary>Writes the edge.</summary>
    public static void Write(Utf8JsonWriter json, Edge edge)
    {
        json.WriteStartObject();
        json.WriteString("client", edge.Client.Name);
        json.WriteString("server", edge.Server.Name);
        json.WriteString("protocol", edge.Protocol.Name());
        json.WriteNumber("port", edge.Port);
        json.WriteString("outcome", Words.Outcome(edge.Outcome));
        json.WriteBoolean("answered", edge.Answered);
        json.Strings("marks", Words.Marks(edge.Marks));
        json.WriteBoolean("throughDnsProxy", edge.ThroughDnsProxy);
        WriteEvidence(json, edge.Evidence);
        GraphJsonParts.LabelSets(json, "clientLabels", edge.ClientLabels);
        GraphJsonParts.LabelSets(json, "serverLabels", edge.ServerLabels);
        json.WriteStartArray("addresses");
        for (int i = 0; i < edge.Addresses.Count; i++)
        {
            WriteAddress(json, edge.Addresses[i]);
        }

        json.WriteEndArray();
        json.WriteNumber("addressesBeyond", edge.AddressesBeyond);
        json.WriteNumber("unlistedDenials", edge.UnlistedDenials);
        json.WriteBoolean("servesDns", edge.ServesDns);
        json.Strings("queriedNames", edge.QueriedNames);
        json.WriteEndObject();
    }

    private static void WriteEvidence(Utf8JsonWriter json, Evidence evidence)
    {
        json.WriteNumber("connections", evidence.Connections);
        json.Time("firstSeen", evidence.FirstSeen);
        json.Time("lastSeen", evidence.LastSeen);
        json.WriteNumber("days", evidence.Days);
        Span<char> hours = stackalloc char[HoursOfWeek.Hours / 4];
        Hours(evidence.Hours, hours);
        json.WriteString("hours", hours);
        json.WriteBoolean("seenAtClient", evidence.SeenAtClient);
        json.WriteBoolean("seenAtServer", evidence.SeenAtServer);
        json.Strings("nodes", evidence.Nodes);
        json.WriteStartArray("samples");
        for (int i = 0; i < evidence.Samples.Count; i++)
        {
            json.WriteStringValue(evidence.Samples[i]);
        }

        json.WriteEndArray();
        WriteSightings(json, evidence.Sightings);
    }

    /// <summary>42 hexadecimal digits, four hours each: the first bit is Monday's first hour UTC.</summary>
    private static void Hours(HoursOfWeek hours, Span<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            int digit = 0;
            for (int hour = i * 4; hour < (i + 1) * 4; hour++)
            {
                digit = (digit << 1) | (hours.Contains(hour) ? 1 : 0);
            }

            text[i] = "0123456789abcdef"[digit];
        }
    }

    private static void WriteSightings(Utf8JsonWriter json, Sightings sightings)
    {
        json.WriteStartObject("sightings");
        json.WriteNumber("clientNew", sightings.ClientNew);
        json.WriteNumber("clientVerdicts", sightings.ClientVerdicts);
        json.WriteNumber("serverNew", sightings.ServerNew);
        json.WriteNumber("serverVerdicts", sightings.ServerVerdicts);
        json.WriteNumber("ongoing", sightings.Ongoing);
        json.WriteNumber("replies", sightings.Replies);
        json.WriteNumber("l7", sightings.L7);
        json.WriteNumber("audited", sightings.Audited);
        json.WriteNumber("denied", sightings.Denied);
        json.WriteNumber("otherDrops", sightings.OtherDrops);
        json.WriteNumber("aggregated", sightings.Aggregated);
        json.WriteEndObject();
    }

    private static void WriteAddress(Utf8JsonWriter json, EdgeAddress address)
    {
        json.WriteStartObject();
        json.WriteString("address", address.Address.ToString());
        json.WriteString("outcome", Words.Outcome(address.Outcome));
        json.WriteBoolean("answered", address.Answered);
        json.WriteNumber("connections", address.Connections);
        json.Strings("names", address.Names);
        GraphJsonParts.LabelSets(json, "labelSets", address.LabelSets);
        json.WriteEndObject();
    }
}
