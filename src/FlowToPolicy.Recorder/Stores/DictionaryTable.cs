using FlowToPolicy.Graph.Folding;
using FlowToPolicy.Graph.Folding.Rows;
using FlowToPolicy.Identities;

namespace FlowToPolicy.Recorder.Stores;

/// <summary>The numbers of texts, ends and edges.</summary>
internal static class DictionaryTable
{
    /// <summary>Reads all of it. Throws <see cref="RowException"/>.</summary>
    public static RowDictionary Load(Database database)
    {
        var dictionary = new RowDictionary();
        database.Each("SELECT id, value FROM text", row => dictionary.Texts.Restore(Id(row.GetInt64(0)), row.GetString(1)));
        database.Each("SELECT id, data FROM end", row => dictionary.Ends.Restore(Id(row.GetInt64(0)), dictionary.ReadEnd(row.GetFieldValue<byte[]>(1))));
        database.Each("SELECT id, client, server, protocol, port FROM edge", row => dictionary.Edges.Restore(
            Id(row.GetInt64(0)),
            new RawEdge(End(dictionary, row.GetInt64(1)), End(dictionary, row.GetInt64(2)), ProtocolOf(row.GetInt64(3)), Port(row.GetInt64(4)))));
        return dictionary;
    }

    /// <summary>Writes what has got a number since.</summary>
    public static void SaveNew(Database database, RowDictionary dictionary)
    {
        foreach ((int id, RawEdge edge) in dictionary.Edges.TakeNew())
        {
            database.Run(
                "INSERT INTO edge (id, client, server, protocol, port) VALUES ($1, $2, $3, $4, $5)",
                id, dictionary.Ends.NumberOf(edge.Client), dictionary.Ends.NumberOf(edge.Server), (int)edge.Protocol, (int)edge.Port);
        }

        foreach ((int id, RawEnd end) in dictionary.Ends.TakeNew())
        {
            database.Run("INSERT INTO end (id, data) VALUES ($1, $2)", id, dictionary.Write(end));
        }

        foreach ((int id, string text) in dictionary.Texts.TakeNew())
        {
            database.Run("INSERT INTO text (id, value) VALUES ($1, $2)", id, text);
        }
    }

    /// <summary>Deletes what was not used since it is watched; edges hold their ends, and ends their texts.</summary>
    public static void DeleteUnused(Database database, RowDictionary dictionary)
    {
        Delete(database, "DELETE FROM edge WHERE id = $1", dictionary.Edges.ForgetUnused());
        foreach (RawEdge edge in dictionary.Edges.Values)
        {
            dictionary.Ends.NumberOf(edge.Client);
            dictionary.Ends.NumberOf(edge.Server);
        }

        Delete(database, "DELETE FROM end WHERE id = $1", dictionary.Ends.ForgetUnused());
        foreach (RawEnd end in dictionary.Ends.Values)
        {
            dictionary.Write(end);
        }

        Delete(database, "DELETE FROM text WHERE id = $1", dictionary.Texts.ForgetUnused());
    }

    private static void Delete(Database database, string sql, IReadOnlyList<int> ids)
    {
        foreach (int id in ids)
        {
            database.Run(sql, id);
        }
    }

    private static int Id(long id) => id is > 0 and <= int.MaxValue ? (int)id : throw new RowException("a number is out of its range");

    private static RawEnd End(RowDictionary dictionary, long id) =>
        dictionary.Ends.TryGet(Id(id), out RawEnd? end) ? end : throw new RowException($"an edge names end {id}, which there is not");

    private static Protocol ProtocolOf(long value) => value is >= 0 and <= (long)Protocol.Igmp ? (Protocol)value : throw new RowException($"{value} is no protocol");

    private static ushort Port(long value) => value is >= 0 and <= ushort.MaxValue ? (ushort)value : throw new RowException($"{value} is no port");
}
