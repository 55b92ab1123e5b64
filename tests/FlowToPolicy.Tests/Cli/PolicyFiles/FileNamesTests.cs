using FlowToPolicy.Cli.PolicyFiles;

namespace FlowToPolicy.Tests.Cli.PolicyFiles;

public class FileNamesTests
{
    private static readonly string[] Names =
    [
        "..", ".", "../../etc/passwd", "a/b", "a\\b", "C:evil", "", " ", "web ", "Web", "WEB", "con", "nul.txt", "-rf", ".hidden", "web.",
        "a\nb", "\u202eweb", new string('a', 300), "a~b", "größe", "*", "$(reboot)",
    ];

    public static TheoryData<string> Hostile => new(Names);

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_name_that_is_no_Kubernetes_name_becomes_harmless_and_carries_a_hash(string name)
    {
        string segment = FileNames.Segment(name);
        Assert.Matches("^[a-z0-9._-]*~[0-9a-f]{12}$", segment);
        Assert.True(segment.Length < 100);
        Assert.False(segment.StartsWith('.'));
    }

    [Theory]
    [InlineData("web")]
    [InlineData("web-v2.prod_x")]
    [InlineData("0")]
    public void A_Kubernetes_name_stays_as_it_is(string name) => Assert.Equal(name, FileNames.Segment(name));

    [Fact]
    public void No_two_names_meet_on_a_file_system_without_case()
    {
        string[] names = [.. Names, "web", "web~1", "c:evil", "a_b"];
        Assert.Equal(names.Length, names.Select(FileNames.Segment).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }
}
