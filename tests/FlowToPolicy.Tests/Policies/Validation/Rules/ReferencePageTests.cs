using System.Text;
using FlowToPolicy.Policies.Validation;

namespace FlowToPolicy.Tests.Policies.Validation.Rules;

public sealed class ReferencePageTests
{
    private static readonly string File = Path.Combine(Repository.Root, "docs", "validation-rules.md");

    [Fact]
    public void The_reference_page_is_what_the_rules_say()
    {
        string expected = ReferencePage.Markdown();
        string? actual = System.IO.File.Exists(File) ? System.IO.File.ReadAllText(File) : null;
        if (actual == expected)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("F2P_UPDATE_GOLDEN") == "1")
        {
            System.IO.File.WriteAllText(File, expected, new UTF8Encoding(false));
            Assert.Fail("docs/validation-rules.md was rewritten; look at the difference, then run again without F2P_UPDATE_GOLDEN.");
        }

        Assert.Fail("docs/validation-rules.md is out of date; F2P_UPDATE_GOLDEN=1 rewrites it.");
    }
}
