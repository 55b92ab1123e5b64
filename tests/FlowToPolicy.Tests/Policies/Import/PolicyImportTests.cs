using System.Text;
using FlowToPolicy.Policies.Import;

namespace FlowToPolicy.Tests.Policies.Import;

public sealed class PolicyImportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("f2p-import-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_is_read_with_all_below_it_in_stable_order_and_hidden_things_are_left_out()
    {
        Put("b.yaml", Policy("b"));
        Put("a/z.yml", Policy("z"));
        Put("a/y.json", """{"apiVersion": "cilium.io/v2", "kind": "CiliumNetworkPolicy", "metadata": {"name": "y"}, "spec": {"endpointSelector": {}, "ingress": [{}]}}""");
        Put("a/notes.txt", "no policy");
        Put(".git/c.yaml", Policy("c"));
        Put("a/.hidden.yaml", Policy("h"));
        ImportedPolicies read = PolicyImport.Read([_folder], NoInput);
        Assert.Equal(["y", "z", "b"], read.Set.Policies.Select(policy => policy.Name));
        Assert.Equal([$"{_folder}/a/y.json", $"{_folder}/a/z.yml", $"{_folder}/b.yaml"], read.Set.Policies.Select(policy => policy.Position.File));
        Assert.True(read.Set.IsComplete);
    }

    [Fact]
    public void Standard_input_and_files_of_any_name_are_read_and_other_kinds_are_counted()
    {
        Put("rendered", Policy("p") + "---\napiVersion: v1\nkind: Service\n---\napiVersion: cilium.io/v1alpha1\nkind: TracingPolicy\n---\nkind: Service\napiVersion: v1\n");
        ImportedPolicies read = PolicyImport.Read([$"{_folder}/rendered", "-"], () => new MemoryStream(Encoding.UTF8.GetBytes(Policy("q"))));
        Assert.Equal(["p", "q"], read.Set.Policies.Select(policy => policy.Name));
        Assert.Equal("-", read.Set.Policies[1].Position.File);
        Assert.Equal([new("Service", 2), new KeyValuePair<string, int>("TracingPolicy", 1)], read.Skipped);
    }

    [Fact]
    public void A_missing_path_and_a_folder_without_policies_are_errors_that_name_them()
    {
        Assert.Contains("no such file", Assert.Throws<ImportException>(() => PolicyImport.Read([$"{_folder}/none"], NoInput)).Message, StringComparison.Ordinal);
        Assert.Contains(".yaml", Assert.Throws<ImportException>(() => PolicyImport.Read([_folder], NoInput)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_leads_back_up_does_not_go_round_for_ever()
    {
        Put("a/p.yaml", Policy("p"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "a", "up"), _folder);
        Assert.Equal(["p"], PolicyImport.Read([_folder], NoInput).Set.Policies.Select(policy => policy.Name));
    }

    private static Stream NoInput() => throw new InvalidOperationException("nobody asked for standard input");

    private static string Policy(string name) =>
        $"apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {{name: {name}}}\nspec: {{endpointSelector: {{}}, ingress: [{{}}]}}\n";

    private void Put(string path, string text)
    {
        string full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
