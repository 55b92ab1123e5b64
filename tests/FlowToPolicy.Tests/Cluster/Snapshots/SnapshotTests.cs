using FlowToPolicy.Cli;
using FlowToPolicy.Cli.PolicyFiles;
using FlowToPolicy.Cli.Snapshots;
using FlowToPolicy.Cluster;
using FlowToPolicy.Cluster.Running;
using FlowToPolicy.Cluster.Snapshots;

namespace FlowToPolicy.Tests.Cluster.Snapshots;

public sealed class SnapshotTests : IDisposable
{
    private readonly StandInKubectl _kubectl = SampleObjects.Shop();
    private readonly string _root = Directory.CreateTempSubdirectory("f2p-snapshot-").FullName;

    private string Folder => Path.Combine(_root, "snapshot");

    public void Dispose()
    {
        _kubectl.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task A_snapshot_gives_back_what_was_read()
    {
        _kubectl.Forbids("services");
        ClusterContents live = await SaveAsync();
        ClusterContents saved = SnapshotReader.Read(Folder);
        Assert.Equal(SnapshotFiles.Inventory(live), SnapshotFiles.Inventory(saved));
        Assert.Equal(
            live.Objects.Select(o => (o.Resource, o.Namespace, o.Name, o.Yaml)),
            saved.Objects.OrderBy(o => o.Namespace, StringComparer.Ordinal).ThenBy(o => o.Resource.Kind, StringComparer.Ordinal).Select(o => (o.Resource, o.Namespace, o.Name, o.Yaml)));
        Assert.Equal(Path.Combine(Folder, "shop/web.cnp.yaml"), saved.Objects.Single(o => o.Resource.Kind == "CiliumNetworkPolicy" && o.Name == "web").Place);
        Assert.Equal(live.Gaps, saved.Gaps);
        Assert.False(saved.IsComplete(ClusterResource.Services));
        Assert.Equal(4, saved.ReadPolicies().Set.Policies.Count);
        Assert.Equal("192.0.2.0/24", Assert.Single(saved.ReadPolicies().Set.CidrGroups).ExternalCidrs[0]);
    }

    [Fact]
    public async Task Files_are_grouped_by_namespace_and_hold_no_more_than_they_need()
    {
        await SaveAsync();
        Assert.Equal(
            ["_cluster/offices-only.ccnp.yaml", "_cluster/offices.cidrgroup.yaml", "inventory.json", "pay/api.cnp.yaml", "shop/web.cnp.yaml", "shop/web.netpol.yaml"],
            Files().Keys);
        string all = string.Concat(Files().Values);
        foreach (string word in (string[])["secret", "noise", "managedFields", "resourceVersion", "uid", "last-applied", "status", "annotations\": {", "creationTimestamp"])
        {
            Assert.DoesNotContain(word, all, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task The_same_cluster_gives_the_same_bytes()
    {
        await SaveAsync();
        SortedDictionary<string, string> before = Files();
        DirectoryPlan plan = await PlanAsync();
        Assert.All(plan.Files, f => Assert.Equal(FileAction.Keep, f.Action));
        await SaveAsync();
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task A_refresh_replaces_what_changed_and_removes_what_is_gone()
    {
        await SaveAsync();
        File.WriteAllText(Path.Combine(Folder, "notes.txt"), "mine");
        _kubectl.Has("ciliumnetworkpolicies.cilium.io", SampleObjects.CiliumPolicy("shop", "web", """{"endpointSelector":{},"ingress":[{}]}"""));
        await SaveAsync();
        Assert.Equal(["_cluster/offices-only.ccnp.yaml", "_cluster/offices.cidrgroup.yaml", "inventory.json", "notes.txt", "shop/web.cnp.yaml", "shop/web.netpol.yaml"], Files().Keys);
        Assert.EndsWith("spec:\n  endpointSelector: {}\n  ingress:\n  - {}\n", Files()["shop/web.cnp.yaml"], StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Folder, "pay")));
    }

    [Theory]
    [InlineData("shop/web.cnp.yaml", "was edited by hand")]
    [InlineData("pay/api.cnp.yaml", "is no longer in the cluster, and was edited by hand")]
    [InlineData("shop/new.cnp.yaml", "was not written by flow2policy")]
    public async Task What_somebody_wrote_stays_unless_forced(string path, string reason)
    {
        await SaveAsync();
        File.WriteAllText(Path.Combine(Folder, path), "# mine\n");
        _kubectl.Has("ciliumnetworkpolicies.cilium.io", SampleObjects.CiliumPolicy("shop", "web"), SampleObjects.CiliumPolicy("shop", "new"));
        Obstacle obstacle = Assert.Single((await PlanAsync()).Obstacles);
        Assert.Equal(new Obstacle(path, reason, true), obstacle);
        await SaveAsync(force: true);
        Assert.DoesNotContain("# mine\n", Files().Values);
    }

    [Theory]
    [InlineData("README.md", "text")]
    [InlineData("inventory.json", "{}")]
    [InlineData("inventory.json", "not JSON")]
    [InlineData("inventory.json", """{"apiVersion":"flow2policy/v1alpha1","kind":"Lock"}""")]
    public async Task A_folder_that_is_no_snapshot_is_refused_unless_forced(string name, string content)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, name), content);
        Obstacle obstacle = Assert.Single((await PlanAsync()).Obstacles);
        Assert.Equal((".", true), (obstacle.Path, obstacle.ForceHelps));
        await SaveAsync(force: true);
        Assert.True(SnapshotReader.IsSnapshot(Folder));
        Assert.Equal(name == "README.md", File.Exists(Path.Combine(Folder, "README.md")));
    }

    [Fact]
    public async Task Links_are_never_followed()
    {
        await SaveAsync();
        string outside = Path.Combine(_root, "outside");
        Directory.CreateDirectory(outside);
        Directory.Delete(Path.Combine(Folder, "shop"), recursive: true);
        Directory.CreateSymbolicLink(Path.Combine(Folder, "shop"), outside);
        Assert.Contains((await PlanAsync(force: true)).Obstacles, o => o.Path == "shop" && !o.ForceHelps);
        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
    }

    [Theory]
    [InlineData("../victim.yaml")]
    [InlineData("/etc/victim.yaml")]
    [InlineData("a/../../victim.yaml")]
    [InlineData(".git/victim.yaml")]
    [InlineData("victim.yaml")]
    public async Task A_forged_inventory_removes_nothing_outside(string path)
    {
        await SaveAsync();
        string victim = Path.Combine(_root, "victim.yaml");
        File.WriteAllText(victim, "precious");
        string inventory = Path.Combine(Folder, "inventory.json");
        File.WriteAllText(inventory, File.ReadAllText(inventory).Replace("pay/api.cnp.yaml", path, StringComparison.Ordinal));
        Assert.DoesNotContain((await PlanAsync(force: true)).Files, f => f.Path == path);
        await SaveAsync(force: true);
        Assert.Equal("precious", File.ReadAllText(victim));
    }

    [Fact]
    public async Task A_forged_inventory_reads_nothing_outside()
    {
        await SaveAsync();
        string inventory = Path.Combine(Folder, "inventory.json");
        File.WriteAllText(inventory, File.ReadAllText(inventory).Replace("pay/api.cnp.yaml", "../../../../etc/passwd", StringComparison.Ordinal));
        Assert.Equal(ClusterFailure.Damaged, Assert.Throws<ClusterException>(() => SnapshotReader.Read(Folder)).Failure);
    }

    [Theory]
    [InlineData("../../x")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("con")]
    [InlineData("a/b")]
    [InlineData("line\nbreak")]
    [InlineData("\u001b]0;title\a")]
    [InlineData("UPPER")]
    [InlineData("inventory.json")]
    public async Task Hostile_names_stay_in_the_folder(string name)
    {
        _kubectl.Has("ciliumnetworkpolicies.cilium.io", SampleObjects.CiliumPolicy(name, name.Length == 0 ? "x" : name), SampleObjects.CiliumPolicy("shop", name.Length == 0 ? "x" : name));
        await SaveAsync();
        Assert.Equal(["snapshot"], Directory.EnumerateFileSystemEntries(_root).Select(Path.GetFileName));
        Assert.Equal(6, Files().Count);
        Assert.All(Files().Keys, p => Assert.True(SnapshotReader.IsSafe(p), p));
        Assert.Equal(2, SnapshotReader.Read(Folder).Objects.Count(o => o.Resource == ClusterResource.CiliumNetworkPolicies && o.Yaml.Contains("name: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_an_obstacle()
    {
        File.WriteAllText(Folder, "");
        Assert.False(Assert.Single((await PlanAsync(force: true)).Obstacles).ForceHelps);
    }

    private SortedDictionary<string, string> Files() => new(
        Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(Folder, f), File.ReadAllText), StringComparer.Ordinal);

    private Task<ClusterContents> ReadAsync() => new ClusterReader(new Kubectl(_kubectl.Settings)).ReadAsync([], CancellationToken.None);

    private async Task<DirectoryPlan> PlanAsync(bool force = false) => new SnapshotFolder(Folder, force).Plan(SnapshotFiles.Of(await ReadAsync()));

    private async Task<ClusterContents> SaveAsync(bool force = false)
    {
        ClusterContents contents = await ReadAsync();
        var folder = new SnapshotFolder(Folder, force);
        DirectoryPlan plan = folder.Plan(SnapshotFiles.Of(contents));
        Assert.Empty(plan.Obstacles);
        folder.Apply(plan, SnapshotFiles.Inventory(contents), CancellationToken.None);
        return contents;
    }
}
