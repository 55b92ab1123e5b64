using FlowToPolicy.Flows.Logs;

namespace FlowToPolicy.Tests.Flows.Logs;

public class LogFilesTests
{
    [Fact]
    public void A_directory_gives_all_logs_below_it_in_ordinal_order()
    {
        using var folder = new TemporaryFolder();
        folder.Write("b.log", Reading.Lines(1));
        folder.Write("B.JSON", Reading.Flow(2));
        folder.Write("a/events-2026-03-01T10-00-00.000.log.gz", Reading.Gzip(Reading.Flow(3)));
        folder.Write("a/x/y/z.jsonl", Reading.Flow(4));
        folder.Write("a/readme.txt", "no log");
        folder.Write("a/old.log.1", "no log by its name");
        Reading reading = Reading.Of(folder.Path);
        Assert.Equal([2, 3, 4, 1], reading.Flows.Select(Number));
        Assert.Equal(4, reading.Summary!.Files);
    }

    [Fact]
    public void A_named_file_may_have_any_name()
    {
        using var folder = new TemporaryFolder();
        Assert.Single(Reading.Of(folder.Write("events.log.1", Reading.Lines(1))).Flows);
    }

    [Fact]
    public void A_missing_path_is_an_error()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.jsonl", Reading.Lines(1));
        string missing = Path.Combine(folder.Path, "none.jsonl");
        Reading reading = Reading.Of(file, missing);
        Assert.Equal($"{missing}: there is no such file or directory; check the path", reading.Error);
        Assert.Empty(reading.Flows);
    }

    [Fact]
    public void A_directory_without_logs_is_an_error_that_says_what_a_log_is()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a/readme.txt", "no log");
        Assert.Equal(
            $"{folder.Path}: neither this directory nor those below hold a file *.json, *.jsonl, *.log or *.gz; "
            + "name the file, or the directory that holds the logs",
            Reading.Of(folder.Path).Error);
    }

    [Fact]
    public void Loops_of_links_end()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a/b/one.log", Reading.Lines(1));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "a", "b", "up"), "../..");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "a", "self"), "self");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "a", "broken"), "nowhere");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "a", "loop.log"), "loop.log");
        Reading reading = Reading.Of(folder.Path);
        Assert.Single(reading.Flows);
    }

    [Fact]
    public void Links_to_logs_elsewhere_are_followed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("real/pods/one.log", Reading.Lines(1));
        Directory.CreateDirectory(Path.Combine(folder.Path, "containers"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "containers", "x.log"), "../real/pods/one.log");
        Assert.Single(Reading.Of(Path.Combine(folder.Path, "containers")).Flows);
    }

    [FactForOrdinaryUsers]
    public void A_file_that_may_not_be_read_is_an_error_when_named_and_a_problem_when_found()
    {
        using var folder = new TemporaryFolder();
        folder.Write("good.log", Reading.Lines(1));
        string secret = folder.Write("secret.log", Reading.Lines(1));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(secret, UnixFileMode.None);
        }

        Assert.Equal($"{secret}: may not be read (permission denied); check the file and its permissions", Reading.Of(secret).Error);
        Assert.Equal(
            [$"{secret}: may not be read (permission denied); the file is left out; check the file and its permissions"],
            Reading.Of(folder.Path).Problems);
    }

    [Fact]
    public void A_file_that_fails_while_it_is_read_is_an_error()
    {
        const string Unreadable = "/proc/self/mem";
        if (File.Exists(Unreadable))
        {
            Assert.Equal(
                $"{Unreadable}: cannot be read to its end; see whether the disk or the connection to it is sound",
                Reading.Of(Unreadable).Error);
        }
    }

    [Fact]
    public void Names_of_files_reach_no_message_raw()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a\u001B[31m\nb\u202E.log", "{cut\n" + Reading.Lines(1));
        string problem = Assert.Single(Reading.Of(file).Problems);
        Assert.StartsWith(Path.Combine(folder.Path, "a\\u001B[31m\\u000Ab\\u202E.log:1:2: damaged"), problem, StringComparison.Ordinal);
        Assert.Contains("a\\u001B[31m", Reading.Of(file + "x").Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_is_a_file_too()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var pipe = new System.IO.Pipes.AnonymousPipeServerStream(System.IO.Pipes.PipeDirection.Out);
        string path = $"/proc/self/fd/{pipe.ClientSafePipeHandle.DangerousGetHandle()}";
        var writing = Task.Run(() =>
        {
            pipe.Write(System.Text.Encoding.UTF8.GetBytes(Reading.Lines(500)));
            pipe.DisposeLocalCopyOfClientHandle();
            pipe.Dispose();
        });
        Reading reading = Reading.Of(path);
        Assert.Equal(500, reading.Flows.Count);
        Assert.Null(reading.Source.Progress.TotalBytes);
        await writing;
    }

    private static int Number(string flow) =>
        int.Parse(flow.Split(":4")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
}
