using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Tests.Recorder.Stores;

public class StorePlaceTests
{
    [Theory]
    [InlineData("XDG_STATE_HOME=/state HOME=/home/me", "/state/flow2policy")]
    [InlineData("XDG_STATE_HOME=state HOME=/home/me", "/home/me/.local/state/flow2policy")]
    [InlineData("XDG_STATE_HOME= HOME=/home/me", "/home/me/.local/state/flow2policy")]
    [InlineData("HOME=", null)]
    public void The_folder_is_the_state_directory_of_the_user(string environment, string? folder) =>
        Assert.Equal(folder, StorePlace.Folder(environment.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1])));

    [Theory]
    [InlineData("prod", "prod.db")]
    [InlineData("arn:aws:eks:eu:1:cluster/prod", "arn-aws-eks-eu-1-cluster-prod-")]
    [InlineData("../../etc/passwd", "etc-passwd-")]
    [InlineData("..", "")]
    [InlineData("", "")]
    [InlineData("-x", "x-")]
    [InlineData("a\0b\nc", "a-b-c-")]
    public void A_name_from_elsewhere_makes_no_path(string name, string begin)
    {
        string file = StorePlace.FileFor("/state", name);
        Assert.Equal("/state", Path.GetDirectoryName(file));
        Assert.Matches(@"^[A-Za-z0-9][A-Za-z0-9._-]*\.db$", Path.GetFileName(file));
        Assert.StartsWith(begin, Path.GetFileName(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_look_alike_have_files_of_their_own()
    {
        string[] names = ["a/b", "a-b", "a:b", new string('x', 300), new string('x', 301), "", ".", ".."];
        Assert.Equal(names.Length, names.Select(name => StorePlace.FileFor("/state", name)).Distinct().Count());
        Assert.All(names, name => Assert.InRange(StorePlace.FileFor("/state", name).Length, 1, 120));
    }

    [Fact]
    public void The_stores_of_a_folder_that_is_not_there_are_none()
    {
        using var folder = new StoreFolder();
        string state = folder.File("flow2policy");
        Assert.Empty(StorePlace.All(state));
        StorePlace.Make(state);
        Assert.Empty(StorePlace.All(state));
        File.WriteAllBytes(Path.Combine(state, "b.db"), []);
        File.WriteAllBytes(Path.Combine(state, "a.db"), []);
        File.WriteAllBytes(Path.Combine(state, "a.db-wal"), []);
        Assert.Equal(["a.db", "b.db"], StorePlace.All(state).Select(Path.GetFileName));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(state));
        }
    }
}
