using FlowToPolicy.Policies.Yaml;

namespace FlowToPolicy.Tests.Policies.Yaml;

public sealed class FieldPathTests
{
    [Theory]
    [InlineData("port")]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("a[")]
    [InlineData("a['b")]
    [InlineData("a']")]
    [InlineData("app.kubernetes.io/name")]
    public void The_last_key_of_a_path_is_found_whatever_it_holds(string key)
    {
        FieldPath map = FieldPath.Root.Key("metadata").Key("labels");

        Assert.Equal(key, map.Key(key).Name);
        Assert.Equal(map, map.Key(key).Parent);
        Assert.Equal(key, FieldPath.Root.Key(key).Name);
    }
}
