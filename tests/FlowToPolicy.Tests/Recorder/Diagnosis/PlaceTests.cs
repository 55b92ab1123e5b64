using FlowToPolicy.Recorder.Diagnosis;
using FlowToPolicy.Recorder.Diagnosis.Places;
using FlowToPolicy.Recorder.Stores;

namespace FlowToPolicy.Tests.Recorder.Diagnosis;

public sealed class PlaceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("f2p-place-").FullName;

    private string Store => Path.Combine(_folder, "prod.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_store_that_is_still_to_be_made_leaves_no_trace()
    {
        Assert.Equal(CheckResult.Ok("store", $"{Store} can be made"), StoreWritable.Examine(Store, TimeProvider.System));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_store_that_is_being_recorded_to_is_said()
    {
        using WindowStore store = WindowStore.OpenToRecord(Store, TimeProvider.System);

        CheckResult result = StoreWritable.Examine(Store, TimeProvider.System);

        Assert.Equal(CheckState.Ok, result.State);
        Assert.Contains("being recorded to", result.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_store_fails_with_its_cure()
    {
        File.WriteAllText(Store, new string('x', 8192));

        CheckResult result = StoreWritable.Examine(Store, TimeProvider.System);

        Assert.Equal(CheckState.Failing, result.State);
        Assert.Contains("--store", result.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_cannot_be_written_fails()
    {
        CheckResult result = StoreWritable.Examine("/proc/flow2policy/prod.db", TimeProvider.System);

        Assert.Equal(CheckState.Failing, result.State);
        Assert.NotEmpty(result.Cure);
    }

    [Theory]
    [InlineData(10L << 30, "ext4", CheckState.Ok)]
    [InlineData(300L << 20, "ext4", CheckState.Warning)]
    [InlineData(3L << 20, "ext4", CheckState.Failing)]
    [InlineData(10L << 30, "nfs4", CheckState.Failing)]
    [InlineData(10L << 30, "cifs", CheckState.Failing)]
    public void Room_and_kind_of_the_disk_are_judged(long free, string format, CheckState state) => Assert.Equal(state, DiskRoom.Judge(free, format).State);

    [Fact]
    public void The_disk_of_a_folder_that_is_still_to_be_made_is_that_of_the_one_above() =>
        Assert.Contains("MB free", DiskRoom.Examine(Path.Combine(_folder, "a", "b", "prod.db")).Finding, StringComparison.Ordinal);
}
