using Microsoft.Data.Sqlite;

namespace FlowToPolicy.Recorder.Stores;

/// <summary>One connection to a SQLite file: statements are prepared once and take their values by position ($1, $2, ...).</summary>
internal sealed class Database : IDisposable
{
    private static readonly string[] Names = [.. Enumerable.Range(1, 16).Select(i => $"${i}")];

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    private Database(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens a file that exists.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">For reading, or for writing as well.</param>
    /// <param name="immutable">Whether nobody can change it: on a read-only disk, where a reader cannot take part in the log.</param>
    public static Database Open(string path, SqliteOpenMode mode, bool immutable = false)
    {
        string source = immutable ? new Uri(System.IO.Path.GetFullPath(path)).AbsoluteUri + "?immutable=1" : path;
        var settings = new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, Pooling = false, DefaultTimeout = 10 };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            return new Database(connection);
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs a statement; how many rows it changed.</summary>
    public int Run(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteNonQuery();

    /// <summary>The number in the first column of the first row; null when there is no row or no number.</summary>
    public long? Number(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteScalar() is long number ? number : null;

    /// <summary>The bytes in the first column of the first row; null when there is no row.</summary>
    public byte[]? Bytes(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteScalar() as byte[];

    /// <summary>The bytes of a row, to be written in place; how many they are is fixed. Dispose of it before the transaction ends.</summary>
    public Stream Blob(string table, string column, long row) => new SqliteBlob(_connection, table, column, row);

    /// <summary>Each row of an answer. Read it to its end before the same statement is asked again.</summary>
    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using SqliteDataReader reader = Command(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Gives each row of an answer to an action, one at a time.</summary>
    public void Each(string sql, Action<SqliteDataReader> take, params ReadOnlySpan<object?> values)
    {
        using SqliteDataReader reader = Command(sql, values).ExecuteReader();
        while (reader.Read())
        {
            take(reader);
        }
    }

    /// <summary>Does something in one transaction; all of it or nothing is kept.</summary>
    /// <param name="writes">Whether it writes, so that it has to wait for other writers first.</param>
    /// <param name="work">What to do.</param>
    public T Transaction<T>(bool writes, Func<T> work)
    {
        Run(writes ? "BEGIN IMMEDIATE" : "BEGIN");
        try
        {
            T result = work();
            Run("COMMIT");
            return result;
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SqliteCommand command in _commands.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private void Rollback()
    {
        // SQLite itself has rolled back after some failures, a full disk among them.
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            Run("ROLLBACK");
        }
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out SqliteCommand? command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            _commands.Add(sql, command);
        }

        if (command.Parameters.Count != values.Length)
        {
            command.Parameters.Clear();
            for (int i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = Names[i] });
            }
        }

        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }
}
