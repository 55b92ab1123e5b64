using System.Text.Json;
using FlowToPolicy.Cluster.Objects;
using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Tests.Cluster.Objects;

public class ObjectYamlTests
{
    [Fact]
    public void The_order_of_keys_in_the_answer_does_not_matter()
    {
        const string One = """{"kind":"K","spec":{"b":1,"a":2},"apiVersion":"v1","metadata":{"labels":{"z":"1","x":"2"},"name":"web"}}""";
        const string Other = """{"apiVersion":"v1","metadata":{"name":"web","labels":{"x":"2","z":"1"}},"spec":{"a":2,"b":1},"kind":"K"}""";
        Assert.Equal(Yaml(One), Yaml(Other));
        Assert.Equal("apiVersion: v1\nkind: K\nmetadata:\n  name: web\n  labels:\n    x: \"2\"\n    z: \"1\"\nspec:\n  a: 2\n  b: 1\n", Yaml(One));
    }

    [Fact]
    public void Lists_in_lists_and_empty_things_have_a_form_too() => Assert.Equal(
        "spec:\n  a:\n  - - 1\n    - - x\n  - []\n  - {}\n  - k: null\n    l:\n    - true\n  b: {}\n  c: []\n",
        Yaml("""{"spec":{"a":[[1,["x"]],[],{},{"k":null,"l":[true]}],"b":{},"c":[]}}"""));

    [Fact]
    public void Keys_of_the_server_inside_the_spec_are_the_authors() => Assert.Equal(
        "metadata:\n  name: web\nspec:\n  metadata:\n    uid: \"1\"\n  status: kept\n",
        Yaml("""{"metadata":{"name":"web","uid":"2","annotations":{"kubectl.kubernetes.io/last-applied-configuration":"x"}},"spec":{"status":"kept","metadata":{"uid":"1"}},"status":{}}"""));

    [Theory]
    [InlineData("a\nspec: {}\n---\nkind: Other")]
    [InlineData("\u001b[31mred")]
    [InlineData("yes")]
    [InlineData("# no comment")]
    [InlineData("*alias")]
    [InlineData("\u2028\u202e\"\\")]
    [InlineData("8080")]
    public void A_hostile_text_stays_one_text(string text)
    {
        string yaml = Yaml($$$"""{"apiVersion":"cilium.io/v2","kind":"CiliumNetworkPolicy","metadata":{"name":{{{SampleObjects.Json(text)}}},"namespace":"shop"},"spec":{"endpointSelector":{},"description":{{{SampleObjects.Json(text)}}},"ingress":[{}]}}""");
        Assert.All(yaml, c => Assert.True(c is '\n' or (>= ' ' and <= '~'), $"U+{(int)c:X4}"));
        PolicyDocument document = Assert.Single(PolicyYamlReader.Read(yaml).Documents);
        Assert.Equal(text, document.Draft!.Name);
    }

    private static string Yaml(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return ObjectYaml.Of(document.RootElement);
    }
}
