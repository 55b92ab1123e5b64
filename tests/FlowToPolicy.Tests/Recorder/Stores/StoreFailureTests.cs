using FlowToPolicy.Flows;
using FlowToPolicy.Recorder.Batches;
using FlowToPolicy.Recorder.Importing;
using FlowToPolicy.Recorder.Stores;
using FlowToPolicy.Tests.Graph;
using Microsoft.Data.Sqlite;

namespace FlowToPolicy.Tests.Recorder.Stores;

/// <summary>What can stand in the way is said in one line, and what was recorded stays.</summary>
public sealed class StoreFailureTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_store_is_for_its_owner_alone_and_so_is_its_log()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.WriteAllBytes(_folder.File("given.db"), []);
        using WindowStore given = _folder.Record("given.db");
        using WindowStore store = _folder.Record();
        store.Commit(StoreFolder.Batch(RandomFlows.Of(1, 50)));
        string[] files = Directory.GetFiles(_folder.Folder.FullName);
        Assert.Equal(6, files.Length);
        foreach (string file in files)
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void Flows_of_another_cluster_are_refused_with_both_names_and_nothing_is_kept_of_them()
    {
        Flow[] ours = RandomFlows.Of(2, 200);
        using WindowStore store = _folder.Record();
        store.Commit(StoreFolder.Batch(ours));
        RecordedBatch theirs = StoreFolder.Batch(RandomFlows.Of(3, 50).Select(flow => flow with { NodeName = "east/worker-1" }));
        StoreException refused = Assert.Throws<StoreException>(() => store.Commit(theirs));
        Assert.Equal(StoreFailure.OtherCluster, refused.Failure);
        Assert.Contains("'default'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'east'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(StoreFolder.Text(ours), StoreFolder.Text(store));
    }

    [Fact]
    public void A_full_disk_keeps_what_was_recorded_and_recording_goes_on_once_there_is_room()
    {
        Flow[] flows = RandomFlows.Of(4, 4000);
        using WindowStore store = _folder.Record();
        store.Commit(StoreFolder.Batch(flows[..400]));
        store.LimitPages((store.Info().Bytes / 4096) + 2);
        StoreException full = Assert.Throws<StoreException>(() => store.Commit(StoreFolder.Batch(flows[400..])));
        Assert.Equal(StoreFailure.DiskFull, full.Failure);
        Assert.Contains("no room is left", full.Message, StringComparison.Ordinal);
        Assert.Equal(StoreFolder.Text(flows[..400]), StoreFolder.Text(store));
        store.LimitPages(1_000_000);
        store.Commit(StoreFolder.Batch(flows[400..]));
        Assert.Equal(StoreFolder.Text(flows), StoreFolder.Text(store));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        File.WriteAllText(_folder.File(), string.Concat(Enumerable.Repeat("{\"flow\":{}}\n", 1000)));
        byte[] before = File.ReadAllBytes(_folder.File());
        Assert.Equal(StoreFailure.NotADatabase, Refused(() => _folder.Record()).Failure);
        Assert.Equal(StoreFailure.NotADatabase, Refused(() => _folder.Read()).Failure);
        Assert.Equal(before, File.ReadAllBytes(_folder.File()));
    }

    [Fact]
    public void A_database_of_another_program_is_refused_and_left_as_it_is()
    {
        Run("CREATE TABLE t (x)");
        byte[] before = File.ReadAllBytes(_folder.File());
        Assert.Equal(StoreFailure.NotAStore, Refused(() => _folder.Record()).Failure);
        Assert.Equal(StoreFailure.NotAStore, Refused(() => _folder.Read()).Failure);
        Assert.Equal(before, File.ReadAllBytes(_folder.File()));
    }

    [Fact]
    public void A_store_of_a_newer_version_is_refused_by_its_version()
    {
        _folder.Record().Dispose();
        Run("PRAGMA user_version = 77");
        Assert.Contains("its version is 77", Refused(() => _folder.Record()).Message, StringComparison.Ordinal);
        Assert.Equal(StoreFailure.Newer, Refused(() => _folder.Read()).Failure);
    }

    [Fact]
    public void A_store_of_an_older_version_is_brought_up_to_date_with_what_it_holds()
    {
        Flow[] flows = RandomFlows.Of(5, 300);
        using (WindowStore store = _folder.Record())
        {
            store.Commit(StoreFolder.Batch(flows));
        }

        Run("DROP TABLE import; DROP TABLE import_node; PRAGMA user_version = 1");
        Assert.Contains("is of version 1", Refused(() => _folder.Read()).Message, StringComparison.Ordinal);
        using WindowStore again = _folder.Record();
        Assert.Equal(StoreFolder.Text(flows), StoreFolder.Text(again));
        Assert.Equal(2, again.Info().Version);
    }

    [Fact]
    public void A_missing_store_a_folder_and_a_missing_folder_are_told_apart()
    {
        Assert.Equal(StoreFailure.Missing, Refused(() => _folder.Read()).Failure);
        Assert.Contains("does not exist", Refused(() => _folder.Record("no/where.db")).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(_folder.File());
        Assert.Equal(StoreFailure.Folder, Refused(() => _folder.Read()).Failure);
        Assert.Equal(StoreFailure.Folder, Refused(() => _folder.Record()).Failure);
    }

    [Fact]
    public void Damage_in_the_middle_is_said_and_makes_no_wrong_graph()
    {
        Flow[] flows = RandomFlows.Of(6, 2000);
        using (WindowStore store = _folder.Record())
        {
            store.Commit(StoreFolder.Batch(flows));
        }

        byte[] whole = File.ReadAllBytes(_folder.File());
        int found = 0;
        for (int at = 4096; at < whole.Length; at += 8 * 4096)
        {
            byte[] damaged = [.. whole];
            damaged.AsSpan(at, 4096).Fill(0xAA);
            File.WriteAllBytes(_folder.File(), damaged);
            using WindowStore? read = TryRead();
            if (read is null)
            {
                continue;
            }

            try
            {
                // The page held nothing of the window.
                Assert.Equal(StoreFolder.Text(flows), StoreFolder.Text(read));
            }
            catch (StoreException refused)
            {
                found++;
                Assert.Equal(StoreFailure.Corrupt, refused.Failure);
                Assert.DoesNotContain('\n', refused.Message);
            }
        }

        Assert.InRange(found, 2, int.MaxValue);
    }

    [Theory]
    [InlineData("UPDATE row SET data = x'63' WHERE kind = 1")]
    [InlineData("UPDATE row SET kind = 99 WHERE kind = 2")]
    [InlineData("UPDATE row SET id = 999999999999 WHERE kind = 6")]
    [InlineData("DELETE FROM text")]
    [InlineData("DELETE FROM end")]
    [InlineData("UPDATE edge SET port = 70000")]
    [InlineData("UPDATE edge SET protocol = -1")]
    [InlineData("UPDATE text SET id = 99999999999 WHERE id = 3")]
    [InlineData("UPDATE row SET data = 'text'")]
    [InlineData("UPDATE row SET hours = 'text'")]
    [InlineData("UPDATE row SET bucket = 9000000000000000000")]
    [InlineData("UPDATE edge SET client = 'text'")]
    public void Rows_that_somebody_changed_are_refused(string change)
    {
        using (WindowStore store = _folder.Record())
        {
            store.Commit(StoreFolder.Batch(RandomFlows.Of(7, 300, hours: 1)));
        }

        Run(change);
        using WindowStore read = _folder.Read();
        StoreException refused = Assert.Throws<StoreException>(() => StoreFolder.Text(read));
        Assert.Equal(StoreFailure.Corrupt, refused.Failure);
        Assert.Contains("is damaged", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(13, StoreFailure.DiskFull)]
    [InlineData(8, StoreFailure.ReadOnly)]
    [InlineData(14, StoreFailure.NoPermission)]
    [InlineData(3, StoreFailure.NoPermission)]
    [InlineData(11, StoreFailure.Corrupt)]
    [InlineData(26, StoreFailure.NotADatabase)]
    [InlineData(5, StoreFailure.Busy)]
    [InlineData(15, StoreFailure.Busy)]
    [InlineData(10, StoreFailure.Disk)]
    [InlineData(1, StoreFailure.Other)]
    public void Each_result_of_SQLite_has_its_line(int code, StoreFailure failure)
    {
        StoreException said = StoreFailures.Of("/var/lib/window.db", new SqliteException("it failed", code));
        Assert.Equal(failure, said.Failure);
        Assert.Contains("/var/lib/window.db", said.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said.Message);
    }

    [Fact]
    public void A_user_without_permission_is_told_so()
    {
        _folder.Record().Dispose();
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            // Root may read everything; the line itself is shown by the test above.
            return;
        }

        File.SetUnixFileMode(_folder.File(), UnixFileMode.None);
        Assert.Equal(StoreFailure.NoPermission, Refused(() => _folder.Read()).Failure);
    }

    [Fact]
    public void A_store_that_may_not_be_written_is_read_all_the_same()
    {
        Flow[] flows = RandomFlows.Of(8, 50);
        using (WindowStore store = _folder.Record())
        {
            store.Commit(StoreFolder.Batch(flows));
        }

        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            // Root may write everything; the line itself is shown by the test of SQLite's results.
            return;
        }

        File.SetUnixFileMode(_folder.File(), UnixFileMode.UserRead);
        _folder.Folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserExecute;
        try
        {
            Assert.Equal(StoreFailure.ReadOnly, Refused(() => _folder.Record()).Failure);
            using WindowStore read = _folder.Read();
            Assert.Equal(StoreFolder.Text(flows), StoreFolder.Text(read));
        }
        finally
        {
            _folder.Folder.UnixFileMode |= UnixFileMode.UserWrite;
        }
    }

    [Fact]
    public void A_store_holds_all_flows_or_always_the_same_part()
    {
        using WindowStore part = _folder.Record("part.db");
        part.Select("namespace shop");
        part.Commit(StoreFolder.Batch(RandomFlows.Of(9, 20)));
        part.Select("namespace shop");
        StoreException refused = Assert.Throws<StoreException>(() => part.Select(""));
        Assert.Equal(StoreFailure.OtherSelection, refused.Failure);
        Assert.Contains("holds only flows of namespace shop, and all flows would come", refused.Message, StringComparison.Ordinal);
        Assert.Equal("namespace shop", part.Load(0, long.MaxValue).Selection);
        using WindowStore all = _folder.Record("all.db");
        all.Commit(StoreFolder.Batch(RandomFlows.Of(9, 20)));
        Assert.Equal(StoreFailure.OtherSelection, Assert.Throws<StoreException>(() => all.Merge(part)).Failure);
        string log = Repository.Fixture("two-weeks", "flows.jsonl.gz");
        refused = Assert.Throws<StoreException>(() => LogImport.Run(part, log, isStrict: false));
        Assert.Contains("holds only flows of namespace shop, and all flows would come", refused.Message, StringComparison.Ordinal);
        using WindowStore sum = _folder.Record("sum.db");
        sum.Merge(part);
        Assert.Equal("namespace shop", sum.Info().Selection);
    }

    private WindowStore? TryRead()
    {
        try
        {
            return _folder.Read();
        }
        catch (StoreException refused)
        {
            Assert.True(refused.Failure is StoreFailure.Corrupt or StoreFailure.NotADatabase or StoreFailure.NotAStore, refused.Message);
            return null;
        }
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File()};Pooling=false");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static StoreException Refused(Func<WindowStore> open)
    {
        StoreException refused = Assert.Throws<StoreException>(() => open().Dispose());
        Assert.DoesNotContain('\n', refused.Message);
        return refused;
    }
}
