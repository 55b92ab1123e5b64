using System.Text;
using FlowToPolicy.Cli;
using FlowToPolicy.Cli.Arguments;
using FlowToPolicy.Cli.Inputs;
using FlowToPolicy.Cli.PolicyFiles;
using FlowToPolicy.Cli.Snapshots;
using FlowToPolicy.Cluster;
using FlowToPolicy.Cluster.Places;
using FlowToPolicy.Cluster.Running;
using FlowToPolicy.Policies.Evaluation;
using FlowToPolicy.Policies.Import;
using FlowToPolicy.Tests.Cli;

namespace FlowToPolicy.Tests.Cluster.Places;

public sealed class PlaceTests : IDisposable
{
    private const string Policy = "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec: {endpointSelector: {}, ingress: [{}]}\n";

    private readonly StandInKubectl _kubectl = SampleObjects.Shop();
    private readonly string _root = Directory.CreateTempSubdirectory("f2p-place-").FullName;

    public void Dispose()
    {
        _kubectl.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public void The_word_cluster_is_the_cluster_and_a_folder_of_that_name_has_a_dot_before_it()
    {
        Assert.Equal((true, false, false), Kinds("cluster"));
        Assert.Equal((false, true, false), Kinds("-"));
        Assert.All((string[])["./cluster", "cluster/", "Cluster", "policies", "/tmp/cluster", "policy.yaml"], place => Assert.Equal((false, false, true), Kinds(place)));
        static (bool, bool, bool) Kinds(string text) => new PolicyPlace(text) is var place ? (place.IsCluster, place.IsStandardInput, place.IsPath) : default;
    }

    [Fact]
    public void A_place_that_can_be_none_is_a_conflict()
    {
        Assert.Contains("./--force", new PolicyPlace("--force").Conflict, StringComparison.Ordinal);
        Assert.NotNull(new PolicyPlace("").Conflict);
        Assert.All((string[])["-", "cluster", "a"], place => Assert.Null(new PolicyPlace(place).Conflict));
    }

    [Fact]
    public async Task The_cluster_gives_policies_and_inventory()
    {
        PlaceContents contents = await ReadAsync("cluster");
        Assert.Equal(4, contents.Set.Policies.Count);
        Assert.Single(contents.Set.CidrGroups);
        Assert.True(contents.Set.IsComplete);
        Assert.Equal(2, contents.Cluster!.Inventory.Pods.Count);
        Assert.Contains(contents.Set.Policies, p => p.Position.File == "cluster:CiliumNetworkPolicy/shop/web");
    }

    [Fact]
    public async Task A_snapshot_gives_the_same_as_the_cluster_and_what_lies_beside_it()
    {
        await SaveAsync();
        PlaceContents contents = await ReadAsync(_root);
        Assert.Equal(4, contents.Set.Policies.Count);
        Assert.Single(contents.Set.CidrGroups);
        Assert.Equal(2, contents.Cluster!.Inventory.Pods.Count);
        Assert.Empty(contents.Policies.Findings);
        Assert.Empty(contents.Policies.Skipped);
        File.WriteAllText(Path.Combine(_root, "draft.yaml"), Policy.Replace("web", "draft", StringComparison.Ordinal));
        Assert.Equal(5, (await ReadAsync(_root)).Set.Policies.Count);
    }

    [Fact]
    public async Task Groups_that_were_forbidden_leave_the_set_incomplete_in_a_snapshot_too()
    {
        _kubectl.Forbids("ciliumcidrgroups.cilium.io");
        Assert.False((await ReadAsync("cluster")).Set.IsComplete);
        await SaveAsync();
        Assert.False((await ReadAsync(_root)).Set.IsComplete);
    }

    [Fact]
    public async Task A_snapshot_of_a_cluster_without_policies_is_no_failure()
    {
        foreach (ClusterResource resource in ClusterResource.OfPolicies)
        {
            _kubectl.Has(resource.Name);
        }

        await SaveAsync();
        Directory.CreateDirectory(Path.Combine(_root, ".git"));
        File.WriteAllText(Path.Combine(_root, "README.md"), "our snapshot");
        Assert.Empty((await ReadAsync(_root)).Set.Policies);
    }

    [Fact]
    public async Task Files_and_standard_input_give_policies_alone()
    {
        File.WriteAllText(Path.Combine(_root, "web.yaml"), Policy);
        Assert.Null((await ReadAsync(_root)).Cluster);
        Assert.Single((await ReadAsync(Path.Combine(_root, "web.yaml"))).Set.Policies);
        Assert.Equal("-", Assert.Single((await ReadAsync("-", Policy)).Set.Policies).Position.File);
        await Assert.ThrowsAsync<ImportException>(() => ReadAsync(Path.Combine(_root, "none")));
        Assert.Equal(ExitCode.Usage, (await Assert.ThrowsAsync<CommandFailure>(() => ReadAsync("-x"))).Code);
    }

    [Fact]
    public async Task Services_and_named_ports_count_only_where_all_are_known()
    {
        EvaluationOptions options = (await ReadAsync("cluster")).Sharpen(EvaluationOptions.Default);
        Assert.Equal("web", Assert.Single(options.Services!).Name);
        Assert.Equal(2, options.ClusterNamedPorts!.Count);
        _kubectl.Forbids("pods");
        options = (await ReadAsync("cluster")).Sharpen(EvaluationOptions.Default);
        Assert.NotNull(options.Services);
        Assert.Null(options.ClusterNamedPorts);
        options = (await ReadAsync("cluster", namespaces: "shop")).Sharpen(EvaluationOptions.Default);
        Assert.Null(options.Services);
    }

    private async Task<PlaceContents> ReadAsync(string place, string input = "", params string[] namespaces)
    {
        using var host = new TestHost { Input = Encoding.UTF8.GetBytes(input) };
        return await PolicyInput.ReadAsync(host.Host, place, _kubectl.Settings, namespaces, null, new GeneralSettings(false, false, false));
    }

    private async Task SaveAsync()
    {
        ClusterContents contents = await new ClusterReader(new Kubectl(_kubectl.Settings)).ReadAsync([], CancellationToken.None);
        var folder = new SnapshotFolder(_root, force: false);
        DirectoryPlan plan = folder.Plan(SnapshotFiles.Of(contents));
        folder.Apply(plan, SnapshotFiles.Inventory(contents), CancellationToken.None);
    }
}
